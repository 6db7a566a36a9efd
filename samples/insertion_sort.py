"""Insertion sort: each round takes one number out and moves it down to where it belongs.

Every round is one cycle of the places, however many comparisons it takes.
"""


def insertion_sort(numbers):
    for i in range(1, len(numbers)):
        key = numbers[i]
        j = i - 1
        while j >= 0 and numbers[j] > key:
            numbers[j + 1] = numbers[j]
            j -= 1
        numbers[j + 1] = key


heights = [42, 17, 35, 8, 23]
insertion_sort(heights)
