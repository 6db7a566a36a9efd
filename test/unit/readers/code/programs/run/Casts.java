import java.util.*; import java.util.stream.*; import java.util.function.*;
public class Casts {
    static class E1 extends RuntimeException { int c; E1(int c) { super("e" + c); this.c = c; } }
    sealed interface Sh permits Ci, Sq {} record Ci(int r) implements Sh {} record Sq(int s) implements Sh {}
    static int f(int n) { try { if (n == 0) throw new E1(5); return n; } catch (E1 e) { return e.c * 10; } finally { cnt++; } }
    static int cnt = 0;
    static <T extends Comparable<T>> T mx(List<T> l) { T b = l.get(0); for (T t : l) if (t.compareTo(b) > 0) b = t; return b; }
    public static void main(String[] args) {
        List<Integer> l = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6)); Collections.shuffle(l, new Random(42));
        List<Integer> a = new ArrayList<>(l);
        a.add(f(0)); a.add(f(3)); a.add(cnt);
        try { Integer.parseInt("x"); } catch (NumberFormatException e) { a.add(1); }
        try { int[] z = new int[2]; z[2] = 1; } catch (ArrayIndexOutOfBoundsException e) { a.add(2); }
        try { Object o = "s"; Integer i = (Integer) o; } catch (ClassCastException e) { a.add(3); }
        try { a.add(10 / (cnt - 2)); } catch (ArithmeticException e) { a.add(4); }
        a.addAll(l.stream().filter(x -> x % 2 == 0).map(x -> x * x).sorted(Comparator.reverseOrder()).collect(Collectors.toList()));
        a.add(IntStream.rangeClosed(1, 5).sum()); a.add(Stream.of("a", "bb", "cc").collect(Collectors.groupingBy(String::length)).get(2).size());
        a.add(mx(Arrays.asList(3, 9, 4)));
        Map<Character, Integer> m = new TreeMap<>(); for (char c : "hello".toCharArray()) m.merge(c, 1, Integer::sum); a.add(m.get('l'));
        Sh s = new Sq(4); if (s instanceof Sq q) a.add(q.s());
        Function<Integer, Integer> g = x -> x + 1; a.add(g.andThen(x -> x * 2).apply(3)); BiFunction<Integer, Integer, Integer> h = Math::max; a.add(h.apply(2, 7));
        StringBuilder sb = new StringBuilder("abc"); sb.insert(0, 'z').reverse().setCharAt(0, 'q'); a.add(sb.indexOf("z"));
        int[][] gr = {{1, 2}, {3, 4}}; for (int[] r : gr) for (int x : r) a.add(x);
        Iterator<Integer> it = a.iterator(); while (it.hasNext()) if (it.next() > 30) it.remove();
        System.out.println("a: " + a.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
}
