import java.util.*;

public class Cases {
  static int[] a = {1, 2, 3, 4, 5};

  static void swap(int i, int j) { int t = a[i]; a[i] = a[j]; a[j] = t; }

  public static void main(String[] args) {
    String moves = "r";
    for (int k = 0; k < 6; k++) {
      switch (k % 4) {
        case 0:
        case 1:
          swap(0, k % 5);
        case 2:
          swap(1, 2);
          break;
        default:
          swap(3, 4);
      }
      switch (k) {
        case 1, 3 -> swap(0, 4);
        case 5 -> { if (a[0] > 0) break; swap(0, 1); }
        default -> swap(2, 3);
      }
    }
    outer:
    for (int k = 0; ; k++) {
      switch (moves) {
        case "l": swap(0, 1); break;
        case "r": swap(1, 4); if (k == 2) break outer;
      }
    }
    System.out.println(Arrays.toString(a));
  }
}
