import java.util.*;
public class Thrown {
  static class Mine extends RuntimeException { final int code; Mine(String m, int code) { super(m); this.code = code; } }
  static int log = 0;
  static int risky(int n) {
    try {
      if (n == 0) throw new IllegalArgumentException("zero");
      if (n == 1) throw new Mine("one", 42);
      if (n == 2) return new int[2][0].length + new int[2][n][n].length;
      return 10 / (n - 3);
    } catch (IllegalArgumentException | NullPointerException e) {
      return e.getMessage().length();
    } catch (Mine e) {
      return e.code;
    } finally {
      log = log * 10 + n;
    }
  }
  static int deep(int[] v) { try { return v[9]; } catch (RuntimeException e) { return e instanceof ArrayIndexOutOfBoundsException ? 7 : 8; } }
  static int last() { try { throw new IllegalStateException("x"); } finally { return 5; } }
  public static void main(String[] args) {
    int[] r = new int[9];
    for (int i = 0; i < 2; i++) r[i] = risky(i);
    try { r[2] = risky(2); } catch (ArrayIndexOutOfBoundsException e) { r[2] = 22; }
    try { r[3] = risky(3); } catch (ArithmeticException e) { r[3] = 33; }
    r[4] = deep(new int[2]); r[5] = last(); r[6] = log;
    try { Object o = List.of(1).iterator(); new ArrayList<Integer>().get(0); } catch (IndexOutOfBoundsException e) { r[7] = 77; }
    outer: { if (r[0] > 0) break outer; r[8] = 1; }
    Integer none = null;
    try { int x = none; } catch (NullPointerException e) { r[8] += 2; }
    try { Integer.parseInt("7x"); } catch (NumberFormatException e) { r[8] += 4; }
    List<Integer> l = new ArrayList<>(List.of(1, 2, 3));
    try { for (int x : l) l.add(x); } catch (ConcurrentModificationException e) { r[8] += 8; }
    int[] t = {r[1], r[0]}; int h = t[0]; t[0] = t[1]; t[1] = h;
    System.out.print("r:"); for (int x : r) System.out.print(" " + x); System.out.println();
    System.out.print("t:"); for (int x : t) System.out.print(" " + x); System.out.println();
  }
}
