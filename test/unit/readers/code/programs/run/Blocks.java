import java.util.*;

class Blocks {
    public static void main(String[] args) {
        try {
            int[] a = {1, 2, 3};
            int t = a[0];
            a[0] = a[2];
            a[2] = t;
            List<String> l = new ArrayList<>(List.of("x", "y"));
            Collections.swap(l, 0, 1);
            if (a[0] > 1) {
                int[] b = {4, 5};
                int u = b[0];
                b[0] = b[1];
                b[1] = u;
                System.out.println("b: " + b[0] + " " + b[1]);
            }
            System.out.println("a: " + a[0] + " " + a[1] + " " + a[2]);
            System.out.println("l: " + l.get(0) + " " + l.get(1));
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }
}
