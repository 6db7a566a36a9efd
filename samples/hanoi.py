"""The tower of Hanoi: discs are popped from one peg and put on another."""


def move(count, source, target, spare):
    if count == 0:
        return
    move(count - 1, source, spare, target)
    target.append(source.pop())
    move(count - 1, spare, target, source)


left, middle, right = [3, 2, 1], [], []
move(3, left, right, middle)
