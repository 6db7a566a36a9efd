import java.util.*;
public class Order {
  static int n = 0;
  static int next() { return n++; }
  static int[] turn(int[] r, int by) { int t = r[0]; r[0] = r[by]; r[by] = t; return r; }
  static void show(String s, int[] a) { System.out.print(s + ":"); for (int x : a) System.out.print(" " + x); System.out.println(); }
  public static void main(String[] args) {
    int[] a = {1,2,3,4,5}; int i = 0;
    a[i++] = a[i]; 
    a[i] = i = 3;
    a[i] += a[i--];
    a[i--] += i;
    int[] b = {1,2,3}; int j = 0;
    b[j] = b[j = 2] + j;
    int[] c = {0,0,0}; int k = 0;
    c[k++] = c[k++] = c[k++] = k;
    int[] e = {1,2,3}; int[] o = e;
    o[0] = (o = new int[]{7,8,9})[1];
    int[] f = {0,0,0};
    f[next()] = next(); f[next()] += next();
    int x = 5; x += x++ * 2 + x; 
    int y = 3; y = y++ + ++y;
    int[] g = {x, y};
    int[] h = turn(new int[]{4,5,6}, 2);
    byte p = 127; int q = ++p; p += 10; char r = 'a'; r += 1; int s = r;
    int[] w = {p, q, s};
    show("a", a); show("b", b); show("c", c); show("e", e); show("o", o); show("f", f); show("g", g); show("h", h); show("w", w);
  }
}
