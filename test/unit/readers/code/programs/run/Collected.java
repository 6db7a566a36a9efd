import java.util.*;
import java.util.function.*;
import java.util.stream.*;
public class Collected {
  static int key(String s) { return s.length(); }
  public static void main(String[] args) {
    Map<String, Integer> count = new HashMap<>();
    for (String w : "the cat and the dog and the bird".split(" ")) count.merge(w, 1, Integer::sum);
    StringBuilder keys = new StringBuilder(); for (Map.Entry<String, Integer> e : count.entrySet()) keys.append(e.getKey()).append(e.getValue()).append(',');
    TreeMap<Integer, String> tree = new TreeMap<>(Map.of(5, "five", 1, "one", 9, "nine"));
    Set<Integer> set = new HashSet<>(Arrays.asList(40, 17, 33, 1, 16)); StringBuilder order = new StringBuilder(); for (int i : set) order.append(i).append('.');
    PriorityQueue<Integer> heap = new PriorityQueue<>(Comparator.reverseOrder()); Collections.addAll(heap, 3, 8, 5, 1); heap.poll();
    Deque<Integer> deque = new ArrayDeque<>(); deque.push(1); deque.push(2); deque.addLast(3); deque.pollFirst();
    Stack<Integer> stack = new Stack<>(); stack.push(4); stack.push(6);
    LinkedList<Integer> list = new LinkedList<>(List.of(3, 1, 2)); list.addFirst(9); list.remove(Integer.valueOf(1)); list.remove(0);
    List<Integer> nums = new ArrayList<>(List.of(5, 2, 8, 1)); nums.removeIf(z -> z > 6); nums.sort(Comparator.naturalOrder()); Iterator<Integer> it = nums.iterator(); while (it.hasNext()) if (it.next() == 2) it.remove();
    Map<Integer, List<Integer>> groups = new HashMap<>(); for (int i = 0; i < 5; i++) groups.computeIfAbsent(i % 2, k -> new ArrayList<>()).add(i);
    String[] a = {keys.toString(), tree.firstKey() + tree.floorKey(8) + tree.lastEntry().getValue(), order.toString(), heap.toString(), deque.toString(), stack.pop() + "" + stack.peek(), list.toString(), nums.toString(), groups.toString()};
    int[] row = {4, 2, 7, 1};
    int[] s = {IntStream.of(row).sum(), Arrays.stream(row).max().getAsInt(), IntStream.rangeClosed(1, 5).filter(i -> i % 2 == 1).map(i -> i * i).sum(), (int) Stream.iterate(1, i -> i * 2).limit(6).filter(i -> i > 4).count(), Arrays.asList(3, 1, 2).stream().sorted(Comparator.reverseOrder()).findFirst().get(), Stream.of("bb", "a", "ccc").mapToInt(Collected::key).sum(), IntStream.range(0, 4).mapToObj(i -> "x" + i).collect(Collectors.joining("+")).length(), Arrays.stream(row).boxed().reduce(0, Integer::sum), Stream.of(5, 6).map(i -> i + 1).collect(Collectors.toList()).get(1)};
    Integer[] boxes = {30, 1, 22}; Arrays.sort(boxes, Comparator.comparing(i -> i % 10)); List<Integer> front = Arrays.asList(boxes); Collections.reverse(front); Collections.swap(front, 0, 2);
    int[] b = {boxes[0], boxes[1], boxes[2], Collections.max(front), front.indexOf(22), Arrays.binarySearch(new int[]{1, 3, 5}, 3), Arrays.equals(row, row.clone()) ? 1 : 0, Arrays.copyOf(row, 6)[5], Arrays.copyOfRange(row, 1, 3)[1]};
    BiFunction<Integer, Integer, Integer> add = (p, q) -> p + q; Function<Integer, Integer> twice = p -> p * 2; Supplier<List<Integer>> make = ArrayList::new; UnaryOperator<String> up = String::toUpperCase; IntBinaryOperator mul = (p, q) -> p * q; Predicate<Integer> even = p -> p % 2 == 0; int[][] grid = new int[2][]; grid[0] = new int[]{1}; int[] filled = new int[3]; Arrays.fill(filled, 6); System.arraycopy(row, 0, filled, 1, 2);
    int[] f = {add.apply(2, 3), twice.andThen(p -> p + 1).apply(5), make.get().size(), up.apply("a").charAt(0), mul.applyAsInt(3, 4), even.negate().test(3) ? 1 : 0, grid[1] == null ? 1 : 0, filled[0], filled[2], new Random(42).nextInt(100), new Random(7).nextInt(10)};
    int h = b[0]; b[0] = b[1]; b[1] = h;
    for (int i = 0; i < a.length; i++) a[i] = a[i].replace(" ", "").replace("{", "<").replace("}", ">");
    System.out.print("a:"); for (String z : a) System.out.print(" " + z); System.out.println();
    System.out.print("s:"); for (int z : s) System.out.print(" " + z); System.out.println();
    System.out.print("b:"); for (int z : b) System.out.print(" " + z); System.out.println();
    System.out.print("f:"); for (int z : f) System.out.print(" " + z); System.out.println();
  }
}
