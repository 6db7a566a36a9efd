public class Results {
  static long one() { return 1; }
  static byte low(int x) { return (byte) x; }
  static double half(int x) { return x / 2; }
  static short kept(char c) { return (short) c; }
  int n = 3;
  long own() { return n; }
  public static void main(String[] args) {
    int[] r = {0, 0, 0, 0, 0};
    r[0] = one() + 2147483647 > 0 ? 1 : 2;
    r[1] = low(300) + 1;
    r[2] = (int) (half(3) / 2 * 10);
    r[3] = kept('a');
    r[4] = new Results().own() * 2147483647 > 0 ? 1 : 2;
    System.out.println("r: " + r[0] + " " + r[1] + " " + r[2] + " " + r[3] + " " + r[4]);
  }
}
