import java.util.*;
import java.util.function.*;
public class Shapes {
  static int made;
  static final int[] TABLE = new int[4];
  static { for (int i = 0; i < TABLE.length; i++) TABLE[i] = i * i; }
  interface Op { int apply(int x); default int twice(int x) { return apply(apply(x)); } static Op plus(int n) { return x -> x + n; } int BASE = 7; }
  static abstract class Animal implements Comparable<Animal> {
    protected int legs = 4; final String name; { made++; }
    Animal(String name) { this.name = name; init(); }
    void init() { legs += 10; }
    abstract int sound();
    public int compareTo(Animal o) { return Integer.compare(sound(), o.sound()); }
    @Override public String toString() { return name + "/" + legs; }
  }
  static class Dog extends Animal { int barks = 3; Dog() { super("dog"); } int sound() { return barks; } void init() { super.init(); barks = 9; } }
  static class Cat extends Animal { Cat(int n) { super("cat" + n); legs = n; } int sound() { return legs; } int size() { return size; } int size = 5; }
  enum Color { RED(3), GREEN(1) { int weight() { return 50; } }, BLUE(2); private final int w; Color(int w) { this.w = w; } int weight() { return w; } Color next() { return values()[(ordinal() + 1) % values().length]; } }
  record Pair(int x, int y) { Pair { if (x > y) { int t = x; x = y; y = t; } } static Pair of(int a) { return new Pair(a, a + 1); } int sum() { return x + y; } }
  class Inner { int v = base + 1; int get() { return v + base; } }
  int base = 20;
  int inner() { Inner i = new Inner(); base = 30; return i.get(); }
  static class Twice implements Op { public int apply(int x) { return x * 2; } }
  static int day(Color c) { switch (c) { case RED: return 1; case GREEN: case BLUE: break; default: return 9; } return 2; }
  static int word(String s) { return switch (s) { case "a", "b" -> 1; case "c" -> { int k = 5; yield k * 2; } default -> 3; }; }
  static int what(Object o) { if (o instanceof Integer i && i > 3) return i; if (!(o instanceof String s)) return -1; return s.length(); }
  public static void main(String[] args) {
    Animal[] zoo = {new Dog(), new Cat(2), new Cat(7)};
    Arrays.sort(zoo);
    Op inc = x -> x + 1; Op two = new Twice();
    Comparator<Integer> down = new Comparator<>() { public int compare(Integer a, Integer b) { return b - a; } };
    Integer[] nums = {3, 1, 2}; Arrays.sort(nums, down);
    int[] a = {zoo[0].legs, zoo[1].sound(), zoo[2].legs, made, two.twice(3), inc.apply(1), Op.plus(5).apply(1), Op.BASE, TABLE[3]};
    int[] b = {Color.GREEN.weight(), Color.BLUE.next().weight(), Color.valueOf("BLUE").ordinal(), Color.values().length, day(Color.RED), day(Color.BLUE), word("b"), word("c"), word("z")};
    Pair p = new Pair(5, 2); Pair q = Pair.of(2);
    int[] c = {p.x(), p.sum(), q.y(), p.equals(new Pair(2, 5)) ? 1 : 0, what(9), what(2), what("four"), new Shapes().inner(), ((Cat) zoo[0]).size()};
    int[] d = {nums[0], nums[1], nums[2]};
    String[] s = {zoo[1].toString(), ("" + Color.RED + p).replace(", ", ","), zoo[0] + "!"}; String hs = s[0]; s[0] = s[2]; s[2] = hs;
    System.out.print("a:"); for (int x : a) System.out.print(" " + x); System.out.println();
    System.out.print("b:"); for (int x : b) System.out.print(" " + x); System.out.println();
    System.out.print("c:"); for (int x : c) System.out.print(" " + x); System.out.println();
    System.out.print("d:"); for (int x : d) System.out.print(" " + x); System.out.println();
    System.out.println("s: " + s[0] + " " + s[1] + " " + s[2]);
  }
}
