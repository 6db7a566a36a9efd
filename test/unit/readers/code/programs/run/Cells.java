public class Cells {
  byte b; char c = 'a'; long total; short[] s = {32767};
  void grow() { b += 100; b += 100; c++; total = 5; total *= 1_000_000; total *= 1_000_000; s[0]++; }
  public static void main(String[] args) {
    byte[] a = {127, 1}; a[0]++; a[1] += 300;
    long[] l = new long[2]; l[0] = 7; l[0] = l[0] * 1_000_000_000; l[1] = l[0] / 1_000_000;
    char[] w = new char[2]; w[0] = 'z'; w[1] = w[0]++;
    Cells o = new Cells(); o.grow();
    long[] r = {a[0], a[1], l[0], l[1], w[0], w[1], o.b, o.c, o.total, o.s[0]};
    System.out.print("r:"); for (long x : r) System.out.print(" " + x); System.out.println();
  }
}
