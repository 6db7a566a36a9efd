"""Three rounds of the shell game: five cups, quick hands. Where is the pea?"""

cups = ["pea", "coin", "ring", "bean", "dice"]


def swap(row, i, j):
    row[i], row[j] = row[j], row[i]


def reverse(row, first, last):
    """Turn a stretch of the row around, from both ends inwards."""
    while first < last:
        swap(row, first, last)
        first += 1
        last -= 1


def round_of(row, start):
    # Walk a cup along the row, one neighbour at a time.
    for i in range(start, len(row) - 1):
        row[i], row[i + 1] = row[i + 1], row[i]

    # The outer cups change places by way of the table.
    table = row[0]
    row[0] = row[4]
    row[4] = table

    # Every second cup steps over its neighbour.
    for i in range(0, len(row) - 2, 2):
        if i != start:
            swap(row, i, i + 2)

    reverse(row, 0, start + 2)

    # Three cups at once.
    row[1], row[2], row[3] = row[3], row[1], row[2]


for start in (0, 1, 2):
    round_of(cups, start)
    round_of(cups, 2 - start)

cups.reverse()
print("the pea is under cup", cups.index("pea") + 1)
