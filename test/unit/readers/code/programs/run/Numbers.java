import java.util.*;
public class Numbers {
  static String of(Object... v) { StringBuilder b = new StringBuilder(); for (Object o : v) b.append(o).append(';'); return b.toString(); }
  public static void main(String[] args) {
    int big = Integer.MAX_VALUE; long wide = big; byte n = (byte) 200; short sh = (short) 70000; char c = 'a'; float f = 0.1f; double d = 0.1;
    String[] a = {
      of(big + 1, wide + 1, -7 / 2, -7 % 2, -7 >> 1, -7 >>> 28, 1 << 33, 1L << 33, n, sh),
      of(c + 1, (char) (c + 1), c, (int) 3.99, (int) -3.99, (long) 1e19, (int) Double.NaN, (byte) 300.7, 5 / 2.0, 'a' + 'b'),
      of(f + f, f * 3, f + d, (double) f, 1.0f / 3, 1 / 3.0, 100.0, 1e7, 1.5e-5, 1.5e9f),
      of(Math.max(1, 2L), Math.abs(-5), Math.floorMod(-7, 3), Math.round(2.5), Math.round(-2.5), Math.sqrt(16), Math.pow(2, 10), Math.ceil(1.2), (int) Math.signum(-3.0), Math.floorDiv(-7, 2)),
      of(Integer.toBinaryString(10), Integer.toHexString(-1), Integer.bitCount(255), Long.MAX_VALUE, Integer.compare(3, 9), Integer.parseInt("-12"), Integer.reverse(1), Integer.highestOneBit(100), Integer.numberOfTrailingZeros(8), Character.getNumericValue('7')),
      of("abc".compareTo("abd"), "b".compareTo("abc"), "hello".indexOf('l'), "hello".hashCode(), "a,b,,".split(",").length, "Hi".toUpperCase(), "  x ".trim(), "ab".repeat(2), "hello".substring(1, 3), "xyz".charAt(1)),
      of(String.format("%5d|%-4s|%05d|%.2f|%c|%x|%,d", 42, "ab", 7, 3.14159, 'z', 255, 1234567), String.join("-", "a", "b"), String.valueOf(new char[]{'o', 'k'}), true ? 1 : 2.0, (Object) 'x'),
      of(new StringBuilder("abc").reverse().insert(1, 'x').append(5).deleteCharAt(0), Arrays.toString(new int[]{1, 2}), List.of(1, 2), Map.of("k", 1.5), new int[0].length, "text".isEmpty(), Long.parseLong("99") % 10)
    };
    int x = 5; x += 3.7; x <<= 2; x ^= 3; x >>>= 1; c += 2; n *= 2; var v = 'q'; v++; int q = x++ + ++x; long t = 1; t <<= 40; sh -= 1;
    long[] r = {x, c, n, v, q, t, sh, (int) 'A', 0x7fffffff, 0b101, 017, 1_000, -big - 2};
    String h = a[0]; a[0] = a[1]; a[1] = h;
    for (int i = 0; i < a.length; i++) a[i] = a[i].replace(' ', '_').replace("{", "<").replace("}", ">");
    System.out.print("a:"); for (String s : a) System.out.print(" " + s); System.out.println();
    System.out.print("r:"); for (long s : r) System.out.print(" " + s); System.out.println();
  }
}
