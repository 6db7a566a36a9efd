"""Names that the texts are made of: those of the product's own dresses, and others of their kind."""

PEOPLE = (
    "Alice Bob Carl Dan Emma Finn Gina Hugo Iris Jack Kate Leo Mona Nick Olga Paul Rosa Sam Tina Udo Vera Walt "
    "Anna Ben Clara David Eve Frank Grace Henry Ida John Karl Lucy Mary Nina Otto Peter Ruth Tom Zoe Max"
).split()
FEMALE = frozenset("Alice Emma Gina Iris Kate Mona Olga Rosa Tina Vera Anna Clara Eve Grace Ida Lucy Mary Nina Ruth Zoe".split())

THINGS = (
    "coin hat book marble postcard key ruby pearl shell stamp bell feather pea ring bean dice ball cup box card lamp pen apple pear "
    "plum lemon rose stone flag letter map knife spoon fork plate glove scarf candle clock brush drum flute rope shoe ticket watch "
    "mirror button ribbon pencil bottle basket egg nut cake leaf dime penny nickel quarter token jewel"
).split()
OTHERS = (
    "red green blue white black gold grey pink brown orange yellow purple ace king queen jack ten nine eight seven six five four "
    "three two one cat dog fox owl bear wolf lion hen duck goat north south east west spring summer autumn winter"
).split()
NOUNS = "coin hat book marble postcard key dime card ball stone ticket hat ring flower toy gift".split()

LISTS = (
    "boxes seats cards lanes cups deck places items row values slots shelf queue names colors letters a b xs arr data list1 hand "
    "order state line tray racks rooms"
).split()
VARIABLES = "a b c d e x y z p q r s u v w left right top first second third one two three tmp left1 here there".split()

PIECES = [f"{side} {kind}" for side in ("white", "black") for kind in ("pawn", "knight", "bishop", "rook", "queen", "king")]
