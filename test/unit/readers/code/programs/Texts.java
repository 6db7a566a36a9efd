import java.util.*;

public class Texts {
  static void swap(int[] a, int i, int j) { int t = a[i]; a[i] = a[j]; a[j] = t; }

  public static void main(String[] args) {
    int[] a = {1, 2, 3, 4, 5};
    swap(a, 0, 4);
    List<String> l = new ArrayList<>(List.of("x", "y", "z"));
    Collections.swap(l, 0, 2);
    Collections.reverse(l);
    Collections.rotate(l, 1);
    l.set(0, l.set(1, l.get(0)));
    Deque<Integer> d = new ArrayDeque<>(List.of(6, 7, 8));
    d.addLast(d.pollFirst());
    String line = Arrays.toString(a) + " " + l;
    line += d;
    System.out.println("ends " + line + a.length);
  }
}
