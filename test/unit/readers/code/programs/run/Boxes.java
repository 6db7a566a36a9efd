import java.util.*;
public class Boxes {
  static class Pair<T> { T p, q; Pair(T p, T q) { this.p = p; this.q = q; } boolean isSame() { return p == q; } }
  static Integer made(int x) { return x; }
  static <T> int same(T p, T q) { return p == q ? 1 : 2; }
  static int all(Integer... v) { return v[0] == v[1] ? 1 : 2; }
  public static void main(String[] args) {
    Integer x = 1000, y = 1000, u = x;
    Integer s = -128, t = -128;
    int n = x, m = y;
    int[] r = {0, 0, 0, 0, 0, 0, 0, 0};
    r[0] = x == u ? 1 : 2;
    r[1] = s == t ? 1 : 2;
    r[2] = x.equals(y) ? 1 : 2;
    r[3] = x == 1000 ? 1 : 2;
    r[4] = n == m ? 1 : 2;
    x++;
    r[5] = x != y ? 1 : 2;
    r[6] = x.intValue() == 1001 ? 1 : 2;
    r[7] = u < x ? 1 : 2;
    List<Integer> l = new ArrayList<>(List.of(5, 1000, 1000));
    Integer z = l.get(1);
    int a = l.get(1), b = l.get(2);
    Map<String, Integer> map = new HashMap<>();
    map.put("k", z);
    Integer[] v = {z, 7, 127};
    List<Integer> front = Arrays.asList(v);
    int[] g = {0, 0, 0, 0, 0, 0, 0, 0};
    g[0] = l.get(1) == z ? 1 : 2;
    g[1] = l.get(0) == l.get(1) ? 1 : 2;
    g[2] = a == b ? 1 : 2;
    g[3] = map.get("k") == z ? 1 : 2;
    g[4] = same(v[0], z) + same(7, v[1]);
    g[5] = all(9, 9);
    g[6] = new Pair<>(z, z).isSame() ? 1 : 2;
    g[7] = made(127) == v[2] ? 1 : 2;
    Collections.swap(front, 0, 1);
    int[] w = {v[0], v[1], v[2]};
    System.out.println("r: " + r[0] + " " + r[1] + " " + r[2] + " " + r[3] + " " + r[4] + " " + r[5] + " " + r[6] + " " + r[7]);
    System.out.println("g: " + g[0] + " " + g[1] + " " + g[2] + " " + g[3] + " " + g[4] + " " + g[5] + " " + g[6] + " " + g[7]);
    System.out.println("w: " + w[0] + " " + w[1] + " " + w[2]);
  }
}
