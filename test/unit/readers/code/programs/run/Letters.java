import java.util.*;
public class Letters {
  public static void main(String[] args) {
    String s = "hello, World 42";
    int[] counts = new int[26];
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c >= 'a' && c <= 'z') counts[c - 'a']++;
      else if (Character.isUpperCase(c)) counts[Character.toLowerCase(c) - 'a'] += 10;
    }
    int n = 0;
    for (char c : s.toCharArray()) if (Character.isDigit(c)) n = n * 10 + (c - '0');
    int[] row = {1, 2, 3, 4};
    for (char c : "cab".toCharArray()) { int t = row[c - 'a']; row[c - 'a'] = row[3]; row[3] = t; }
    char[] cs = "bca".toCharArray();
    Arrays.sort(cs);
    cs[0] += 1; cs[1]++;
    char up = (char) (cs[2] - 32);
    int[] out = {n, counts['l' - 'a'], counts['w' - 'a'], s.charAt(0) + 1, (int) up, "abc".indexOf('c')};
    String t = "" + (char) ('a' + 2) + up;
    boolean[] seen = new boolean[256];
    seen[s.charAt(1)] = true;
    int[][] t2 = {{1, 0}, {0, 1}};
    int state = 0;
    for (char c : "0110".toCharArray()) state = t2[state][c - '0'];
    System.out.println("row " + row[0] + " " + row[1] + " " + row[2] + " " + row[3]);
    System.out.print("out:"); for (int x : out) System.out.print(" " + x); System.out.println();
    System.out.println("t: " + t);
    System.out.println("state " + state);
  }
}
