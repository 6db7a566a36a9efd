row = ["a", "b", "c"]
key = "{}-{}".format(1, True)
if key == "1-True":
    row[0], row[1] = row[1], row[0]
if "{{{0}}} {who}{0}".format(7, who="x") == "{7} x7":
    row[1], row[2] = row[2], row[1]
try:
    "{} {}".format(1)
except IndexError:
    row[0], row[2] = row[2], row[0]
try:
    "{a}".format(b=1)
except KeyError:
    row[0], row[1] = row[1], row[0]
try:
    "{} {0}".format(1)
except ValueError:
    row[1], row[2] = row[2], row[1]
print("{:>5} {!r} {:{}}".format(row[0], row, 3, 4), row)
print("row:", *row)
