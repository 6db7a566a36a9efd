// Maps and sets, in the order of their keys or in none that anybody may rely on.
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

struct Seen {
    ids: HashSet<i32>,
    counts: BTreeMap<char, usize>,
}

fn main() {
    let words = vec![3, 1, 2, 3, 3, 1];
    let mut counts: HashMap<i32, i32> = HashMap::new();
    for &w in &words {
        *counts.entry(w).or_insert(0) += 1;
    }
    let mut looked = vec![0; 4];
    for i in 0..4 {
        looked[i] = *counts.get(&(i as i32)).unwrap_or(&-1);
    }
    if let Some(n) = counts.get_mut(&2) {
        *n += 40;
    }
    let old = counts.insert(1, 9);
    let gone = counts.remove(&3);
    let told = vec![old.unwrap(), gone.unwrap(), counts[&1], counts[&2], counts.len() as i32];

    let mut groups: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
    for x in [5, 2, 8, 3] {
        groups.entry(x % 3).or_insert_with(Vec::new).push(x);
    }
    for (_, list) in groups.iter_mut() {
        list.reverse();
    }
    let mut row = Vec::new();
    for (key, list) in &groups {
        row.push(*key);
        row.extend(list);
    }
    let ends = vec![*groups.keys().next().unwrap(), *groups.first_key_value().unwrap().0, *groups.keys().last().unwrap()];

    let unique: BTreeSet<i32> = words.iter().cloned().collect();
    let many: HashSet<i32> = words.iter().copied().collect();
    let mut set: BTreeSet<i32> = [4, 9, 1].iter().copied().collect();
    let again = set.insert(4);
    set.insert(7);
    let first = set.pop_first().unwrap();
    let both = set.intersection(&BTreeSet::from([9, 7, 1])).cloned().collect::<Vec<i32>>();
    let mut seen = Seen { ids: words.iter().map(|x| x * 2).collect(), counts: BTreeMap::new() };
    for c in "abca".chars() {
        *seen.counts.entry(c).or_insert(1) *= 2;
    }
    let sets = vec![
        unique.len() as i32,
        many.len() as i32,
        again as i32,
        first,
        set.contains(&7) as i32,
        seen.ids.contains(&6) as i32,
        seen.ids.len() as i32,
        seen.counts[&'a'] as i32,
        (unique == BTreeSet::from([1, 2, 3])) as i32,
        (unique == BTreeSet::from([1, 2, 3, 4])) as i32,
    ];
    let mut a = [1, 2, 3, 4, 5];
    let order: Vec<usize> = set.iter().map(|&x| x as usize % 5).collect();
    a.swap(order[0], order[1]);
    let names: BTreeMap<&str, usize> = BTreeMap::from([("one", 1), ("four", 4)]);
    for at in names.values() {
        a.swap(0, *at);
    }

    let show = |v: &Vec<i32>| v.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" ");
    println!("looked: {}", show(&looked));
    println!("told: {}", show(&told));
    println!("row: {}", show(&row));
    println!("ends: {}", show(&ends));
    println!("both: {}", show(&both));
    println!("sets: {}", show(&sets));
    println!("a: {} {} {} {} {}", a[0], a[1], a[2], a[3], a[4]);
}
