"""A light switch with memory: every statement overwrites, nothing is swapped (a flip-flop)."""

light = "off"
for press in "101100111010":
    if press == "1":
        light = "on"
    else:
        light = "off"
