// Members of enumerations: as keys in their order, in sets, with fields that change, by switch.
import java.util.*;

public class Members {
  enum Light {
    RED, GREEN, AMBER;

    Light next() {
      return values()[(ordinal() + 1) % values().length];
    }
  }

  enum Counter {
    LEFT(1), RIGHT(2);

    int count;
    final int step;

    Counter(int step) {
      this.step = step;
    }

    void add() {
      count += step;
    }
  }

  enum Rows {
    ONLY;

    final int[] cells = {4, 5, 6};
  }

  static int code(Light light) {
    return switch (light) {
      case RED -> 1;
      case GREEN -> 2;
      default -> 3;
    };
  }

  public static void main(String[] args) {
    Map<Light, Integer> seen = new EnumMap<>(Light.class);
    seen.put(Light.AMBER, 3);
    seen.put(Light.RED, 1);
    List<String> names = new ArrayList<>();
    for (Map.Entry<Light, Integer> one : seen.entrySet()) names.add(one.getKey() + "" + one.getValue());
    for (Light one : EnumSet.of(Light.AMBER, Light.GREEN)) names.add(one.name());
    names.add("" + EnumSet.allOf(Light.class).size() + seen.containsKey(Light.GREEN));
    Map<Light, Light> after = new HashMap<>();
    after.put(Light.RED, Light.GREEN);
    after.put(Light.GREEN, Light.AMBER);
    names.add(after.get(Light.RED).next().toString());
    names.add("" + after.get(Light.AMBER) + (after.get(Light.RED) == Light.GREEN) + code(Light.AMBER));
    Collections.reverse(names);
    Counter.LEFT.add();
    Counter.RIGHT.add();
    Counter.RIGHT.add();
    int[] sums = {Counter.LEFT.count, Counter.RIGHT.count, Counter.valueOf("LEFT").step};
    int held = sums[0];
    sums[0] = sums[1];
    sums[1] = held;
    int[] cells = Rows.ONLY.cells;
    held = cells[0];
    cells[0] = cells[2];
    cells[2] = held;
    System.out.println("names: " + String.join(" ", names));
    System.out.println("sums: " + sums[0] + " " + sums[1] + " " + sums[2]);
    System.out.println("cells: " + cells[0] + " " + cells[1] + " " + cells[2]);
  }
}
