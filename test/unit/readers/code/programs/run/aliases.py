def rotate(xs, k=1):
    xs[:] = xs[k:] + xs[:k]
    return xs
row = list("abcdef")
alias = row
copy = row[:]
rotate(alias)
rotate(copy, 2)
row[1::2], row[::2] = row[::2], row[1::2]
first, *middle, last = row
row = [last, *middle, first]
alias[0], alias[-1] = alias[-1], alias[0]
print("row:", *row); print("alias:", *alias); print("copy:", *copy)
