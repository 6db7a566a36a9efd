import java.util.*;
public class Over implements Order {
  static int kind(int x) { return 1; }
  static int kind(long x) { return 2; }
  static int kind(double x) { return 3; }
  static int kind(String x) { return 4; }
  static int kind(int[] x) { return 5; }
  static int kind(char x) { return 6; }
  static int kind(boolean x) { return 7; }
  static int kind(List<Integer> x) { return 8; }
  static int kind(String[] x) { return 9; }
  static int wide(long x) { return 1; }
  static int wide(double x) { return 2; }
  static int many(int... x) { return x.length + 10; }
  static int many(int x) { return 1; }
  static int many(int x, int y) { return 2; }
  private static void helper(int[] row) { row[2] = 102; }
  public <T extends Comparable<T>> T[] sort(T[] row) { return sort(row, 0, row.length - 1); }
  private static <T extends Comparable<T>> T[] sort(T[] row, int low, int high) {
    for (int i = low; i <= high; i++) for (int j = i; j > low && row[j].compareTo(row[j - 1]) < 0; j--) Tools.swap(row, j, j - 1);
    return row;
  }
  public static void main(String[] args) {
    Integer[] a = {5, 2, 9, 1};
    new Over().sort(a);
    long l = 4; byte n = 3; char c = 'c';
    int[] b = {kind(1), kind(l), kind(2.5), kind("s"), kind(new int[0]), kind(c), kind(true), kind(new ArrayList<>()), kind(new String[]{"x"}), kind(n), kind(l + 1), kind(c + 1), kind(1 + 2.0), kind((long) 3), kind("a" + 1)};
    int[] d = {wide(1), wide(1L), wide(1.5), many(1), many(1, 2), many(1, 2, 3), many()};
    int[] e = {1, 2, 3}; Tools.swap(e, 0, 2); Tools.go(e); helper(e);
    Cards one = new Cards(), two = new Cards(4), three = new Cards(new int[]{7, 8, 9}, 2);
    one.turn(); one.turn(2); two.turn("all"); two.turn(1, 3); three.turn();
    int[] f = one.row, g = two.row, h = three.row;
    System.out.println("a: " + a[0] + " " + a[1] + " " + a[2] + " " + a[3]);
    System.out.print("b:"); for (int x : b) System.out.print(" " + x); System.out.println();
    System.out.print("d:"); for (int x : d) System.out.print(" " + x); System.out.println();
    System.out.print("e:"); for (int x : e) System.out.print(" " + x); System.out.println();
    System.out.print("f:"); for (int x : f) System.out.print(" " + x); System.out.println();
    System.out.print("g:"); for (int x : g) System.out.print(" " + x); System.out.println();
    System.out.print("h:"); for (int x : h) System.out.print(" " + x); System.out.println();
  }
}
interface Order { <T extends Comparable<T>> T[] sort(T[] row); }
final class Tools {
  static <T> void swap(T[] row, int i, int j) { T held = row[i]; row[i] = row[j]; row[j] = held; }
  static void swap(int[] row, int i, int j) { int held = row[i]; row[i] = row[j]; row[j] = held; }
  static void go(int[] row) { row[0] = 100; helper(row); }
  private static void helper(int[] row) { row[1] = 101; }
}
class Cards {
  int[] row; int by;
  Cards() { this(new int[]{1, 2, 3}); }
  Cards(int[] row) { this(row, 1); }
  Cards(int[] row, int by) { this.row = row; this.by = by; }
  Cards(int n) { row = new int[n]; for (int i = 0; i < n; i++) row[i] = i; by = 2; }
  void turn() { turn(by); }
  void turn(int by) { int t = row[0]; row[0] = row[by]; row[by] = t; }
  void turn(String how) { if (how.equals("all")) { turn(); turn(2); } }
  void turn(int from, int to) { int t = row[from]; row[from] = row[to]; row[to] = t; }
}
