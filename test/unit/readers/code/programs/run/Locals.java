import java.util.*;
public class Locals {
  static int count; static int[] table = new int[3]; static boolean flag; static String word; static long big;
  static int first(int[] r) { int t; if (r.length > 1) { t = r[0]; } else t = -1; return t; }
  public static void main(String[] args) {
    int[] a = {5, 3, 1, 4};
    int i, j, held;
    for (i = 1; i < a.length; i++) {
      held = a[i];
      for (j = i - 1; j >= 0 && a[j] > held; j--) a[j + 1] = a[j];
      a[j + 1] = held;
    }
    int x, y, t; x = 1; y = 2; t = x; x = y; y = t;
    long wide; wide = 3_000_000; wide *= 1000; byte narrow; narrow = (byte) 200; narrow++;
    char c; c = 'x'; c++;
    int[] b; b = new int[]{x, y, t, narrow, c, (int) (wide / 1000000)};
    final int[] d; d = b; int[] e; e = d.clone(); e[0] = first(a); e[1] = count; count++; e[2] = count; e[3] = flag ? 1 : 0; e[4] = word == null ? 1 : 0; e[5] = table[1];
    String p, q, r; p = "p"; q = "q"; r = p; p = q; q = r;
    String[] s = {p, q, r};
    System.out.println("a: " + a[0] + " " + a[1] + " " + a[2] + " " + a[3]);
    System.out.println("b: " + b[0] + " " + b[1] + " " + b[2] + " " + b[3] + " " + b[4] + " " + b[5]);
    System.out.println("e: " + e[0] + " " + e[1] + " " + e[2] + " " + e[3] + " " + e[4] + " " + e[5]);
    System.out.println("s: " + s[0] + " " + s[1] + " " + s[2]);
  }
}
