import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Musical chairs without taking chairs away: the children change places in every round. */
public class Seats {
    static void pairwise(List<String> seats) {
        for (int i = 0; i + 1 < seats.size(); i += 2) {
            Collections.swap(seats, i, i + 1);
        }
    }

    public static void main(String[] args) {
        List<String> seats = new ArrayList<>(Arrays.asList("Ada", "Ben", "Cem", "Dora", "Elif"));
        for (int round = 0; round < 3; round++) {
            pairwise(seats);
            Collections.rotate(seats, 1);
        }
        seats.add(seats.remove(0));
        Collections.reverse(seats);
        System.out.println(seats);
    }
}
