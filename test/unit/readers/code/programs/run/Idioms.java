import java.util.*;
import java.util.function.*;
public class Idioms {
  static int n; int id = ++n; int[] v = {1, 2};
  static int f(int[] a) { for (int i = 0; i < a.length; i++) { if (a[i] == 3) return i; a[i]++; } return -1; }
  static int next() { return n++; }
  static boolean t(int[] a, int i) { a[i]++; return a[i] > 2; }
  public static void main(String[] args) {
    int[] a = {1, 2, 3, 4}; int k = f(a); int[] al = a; al[3] = 9; int[] cp = a.clone(); cp[0] = 50;
    Idioms p = new Idioms(), q = new Idioms(); int[] h = p.v; p.v = q.v; q.v = h; q.v[0] = 7;
    int[] b = {k, p.v[0], q.v[0], p.id, q.id, n, next() + next() * 10};
    int[] c = {0, 1, 2}; if (t(c, 0) || t(c, 2) && t(c, 1)) c[0] = 100; int x = t(c, 1) ? c[1]++ : --c[2];
    int[][] g = {{1, 2}, {3, 4}}; int[] r = g[0]; g[0] = g[1]; g[1] = r; r[0] = 8;
    int[] d = {g[0][0], g[1][0], x, 7 / -2, -7 % 3, (int) 3.9, 'a' + 1};
    outer: for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) { if (j == 2) continue outer; if (i == 2) break outer; d[i] += j; }
    List<Integer> l = new ArrayList<>(List.of(5, 6, 7)); l.add(l.remove(0)); Collections.swap(l, 0, l.size() - 1); int[] e = new int[3]; for (int i = 0; i < 3; i++) e[i] = l.get(i);
    System.out.print("a:"); for (int y : a) System.out.print(" " + y); System.out.println();
    System.out.print("b:"); for (int y : b) System.out.print(" " + y); System.out.println();
    System.out.print("c:"); for (int y : c) System.out.print(" " + y); System.out.println();
    System.out.print("d:"); for (int y : d) System.out.print(" " + y); System.out.println();
    System.out.print("e:"); for (int y : e) System.out.print(" " + y); System.out.println();
  }
}
