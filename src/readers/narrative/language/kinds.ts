/** What a thing may also be called: by its kind, or by another word that means the same. */
const KINDS =
  'bed:bunk,cot,hammock,mattress,futon,crib toy:kite,puzzle,doll,ball,drum,teddy,train,car,robot,yo-yo,frisbee,marble,top,dinosaur,boat,lego,bear,truck,tractor,block,puppet,spinner,whistle,rocket,plane,slinky,rattle ' +
  'animal:frog,mouse,cat,dog,rabbit,hamster,bird,dove,parrot,horse,pony,cow,goat,sheep,pig,duck,goose,hen,chicken,donkey,snake,lizard,turtle,tortoise,gecko,fox,wolf,lion,tiger,bear,elephant,monkey,lamb,puppy,kitten,guinea-pig,canary,llama ' +
  'pet:cat,dog,rabbit,hamster,parrot,puppy,kitten,goldfish,turtle,tortoise,gecko,canary,budgie,snake,lizard,pony,mouse,rat,ferret,guinea-pig,gerbil ' +
  'bird:dove,parrot,canary,budgie,owl,crow,raven,robin,finch,hen,chicken,duck,goose,swan,pigeon,hawk,eagle,falcon ' +
  'fish:goldfish,trout,salmon,carp,perch,pike,herring,guppy,eel,cod,tuna ' +
  'instrument:violin,guitar,flute,harmonica,drum,cello,trumpet,piano,clarinet,saxophone,bass,oboe,tuba,trombone,ukulele,banjo,harp,viola,accordion,triangle,tambourine,recorder,keyboard,fiddle,lute,bagpipe,horn,xylophone,maraca,cymbal ' +
  'fruit:apple,pear,plum,banana,peach,orange,melon,cherry,lemon,grape,strawberry,mango,kiwi,apricot,fig,pineapple,lime,nectarine,tangerine,raspberry,blueberry,watermelon ' +
  'vegetable:carrot,potato,tomato,onion,cabbage,leek,pumpkin,turnip,radish,cucumber,beet,pea,bean,pepper,lettuce,corn ' +
  'drink:tea,coffee,cocoa,juice,milk,water,lemonade,soda,cola,wine,beer,smoothie,milkshake,latte,espresso,cappuccino,cider,chocolate,shake ' +
  'dish:soup,pasta,salad,pizza,curry,lasagne,lasagna,risotto,stew,paella,burger,sushi,steak,omelette,noodle,chili,casserole,pie,quiche,taco ' +
  'snack:sandwich,cookie,cracker,muffin,pretzel,chip,crisp,apple,banana,granola,biscuit,bun,bagel,croissant,doughnut,donut,popcorn,bar ' +
  'dessert:cake,pie,pudding,ice-cream,brownie,tart,trifle,custard,cheesecake,sorbet,cupcake,mousse,tiramisu,strudel,cookie,jelly ' +
  'sweet:lollipop,toffee,candy,chocolate,caramel,gumdrop,liquorice candy:lollipop,toffee,sweet,chocolate,caramel,gumdrop,liquorice ' +
  'tool:hammer,drill,saw,spade,rake,wrench,screwdriver,whisk,ladle,shovel,hoe,chisel,plane,file,axe,pliers,trowel,spanner,level,mallet,sander,torch ' +
  'jewel:ruby,opal,pearl,jade,emerald,sapphire,diamond,garnet,topaz,amethyst gem:ruby,opal,pearl,jade,emerald,sapphire,diamond,garnet,topaz,amethyst stone:ruby,opal,pearl,jade,emerald,sapphire,diamond,pebble,garnet,topaz,amethyst ' +
  'jewellery:ring,necklace,bracelet,brooch,earring,pendant,locket jewelry:ring,necklace,bracelet,brooch,earring,pendant,locket ' +
  'weapon:sword,spear,bow,axe,dagger,lance,mace,crossbow,club,sling,shield,staff ' +
  'vehicle:car,van,truck,lorry,bus,bike,bicycle,motorbike,motorcycle,scooter,taxi,tractor,jeep,ambulance,minibus,limousine,pickup,sedan,moped,camper,trailer ' +
  'car:taxi,jeep,limousine,sedan,convertible,minivan,hatchback,cab,suv boat:canoe,kayak,dinghy,ferry,yacht,raft,rowboat,ship,barge,sailboat ' +
  'hat:cap,beret,bonnet,helmet,fedora,beanie,turban,crown,sombrero,bowler,tiara clothes:coat,jacket,shirt,dress,sweater ' +
  'jacket:coat,parka,anorak,blazer,raincoat coat:parka,anorak,raincoat,overcoat garment:coat,jacket,shirt,dress,sweater,scarf,skirt,vest,cloak,shawl sweater:jumper,pullover ' +
  'shoe:boot,sneaker,sandal,slipper,trainer,clog bag:backpack,rucksack,handbag,satchel,suitcase,purse,tote,briefcase,duffel,pouch,sack ' +
  'container:box,jar,tin,basket,bucket,crate,chest,bowl,bottle,barrel,bag,jug,pot,tub,can box:crate,chest,carton,case,casket ' +
  'flower:rose,tulip,daisy,lily,sunflower,violet,daffodil,orchid,poppy,carnation,iris,peony,pansy plant:fern,cactus,orchid,ivy,palm,basil,rose,tulip,sunflower,succulent,bonsai,geranium ' +
  'book:novel,atlas,dictionary,cookbook,diary,comic,encyclopedia,thriller,biography,notebook,paperback,bible,guidebook,textbook,dune ' +
  'device:phone,tablet,laptop,camera,charger,speaker,drone,console,e-reader,printer,microscope,centrifuge gadget:phone,tablet,laptop,camera,charger,speaker,drone,console,headphone ' +
  'machine:printer,copier,drill,mixer,blender,robot,microscope furniture:table,chair,desk,lamp,sofa,wardrobe,bookcase,stool,cupboard ' +
  'coin:penny,dime,nickel,quarter,cent,euro,ducat,doubloon,shilling card:ace,king,queen,jack,joker,ten,nine,eight,seven,six,five,four,three,two,deuce ' +
  'treasure:gold,crown,map,gem,pearl,ruby,coin,chest,ring,emerald,diamond costume:pirate,witch,ghost,robot,vampire,clown,princess,knight,dragon,fairy,wizard,superhero ' +
  'document:letter,contract,report,file,form,passport,deed,memo paper:newspaper,letter,report,essay message:letter,note,telegram,postcard painting:portrait,landscape,watercolour,still-life picture:painting,drawing,photo,portrait,sketch ' +
  'cup:tea,coffee,cocoa,chocolate,latte,espresso,cappuccino,milk,water,juice mug:tea,coffee,cocoa,chocolate,latte,milk,beer glass:juice,milk,water,lemonade,wine,beer,soda,cola,cider,smoothie ' +
  'plate:soup,pasta,salad,pizza,curry,lasagne,lasagna,risotto,burger,sushi,steak,omelette,noodle,pie,quiche,taco,cake,fish,chicken,rice bowl:soup,stew,salad,porridge,cereal,rice,noodle,chili ' +
  'meal:soup,pasta,salad,pizza,curry,burger,steak,sandwich,stew,lasagne,taco,sushi,risotto ' +
  'bike:bicycle bicycle:bike,cycle sofa:couch,settee couch:sofa,settee photo:photograph photograph:photo phone:telephone,mobile,cellphone,smartphone,cell fridge:refrigerator refrigerator:fridge television:tv tv:television,telly ' +
  'present:gift,parcel,package gift:present parcel:package,packet,present package:parcel,packet torch:flashlight flashlight:torch rubber:eraser eraser:rubber rucksack:backpack backpack:rucksack,bag mum:mother,mom mother:mum,mom mom:mother,mum dad:father father:dad ' +
  'cookie:biscuit biscuit:cookie spectacles:glasses umbrella:brolly,parasol envelope:letter pan:saucepan,skillet rug:carpet,mat carpet:rug cupboard:cabinet,closet closet:wardrobe,cupboard wardrobe:closet rock:stone,boulder bucket:pail pail:bucket ship:vessel lorry:truck truck:lorry film:movie movie:film sack:bag bunny:rabbit doggy:dog kitty:cat pony:horse ' +
  'horse:pony,mare,stallion taxi:cab cab:taxi bin:trash,dustbin lamp:light light:lamp';

const OF = new Map<string, ReadonlySet<string>>(
  KINDS.split(' ').map((entry) => {
    const [kind = '', all = ''] = entry.split(':');
    return [kind, new Set(all.split(','))] as const;
  }),
);

/** Whether `word` may mean what is called `noun`: `pet` a hamster, `bicycle` a bike. */
export function mayMean(word: string, noun: string): boolean {
  return OF.get(word)?.has(noun) === true;
}

/** Whether a word is one for several kinds of things, so that it may mean something that was called otherwise. */
export function isKind(word: string): boolean {
  return OF.has(word);
}
