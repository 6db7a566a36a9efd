class Account:
    total = 0
    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance
        self.log = []
        Account.total += balance
    def move(self, other, amount):
        if amount > self.balance:
            raise ValueError
        self.balance -= amount
        other.balance += amount
        self.log.append(-amount); other.log.append(amount)
a = Account("a", 5); b = Account("b", 3)
for x, y, n in [(a, b, 2), (b, a, 9), (b, a, 4)]:
    try:
        x.move(y, n)
    except ValueError:
        x, y = y, x
        x.balance, y.balance = y.balance, x.balance
    else:
        x.owner, y.owner = y.owner, x.owner
    finally:
        x.log.append(0)
res = [a.owner, a.balance, b.owner, b.balance, Account.total]
log = a.log + b.log
print("res:", *res); print("log:", *log)
