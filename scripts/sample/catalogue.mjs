/**
 * What the sample shop sells: invented, with generic names. One line per item:
 * name | unit | purchase rate | MRP (both in rupees, tax included in the MRP) | shelf life in days (blank: does not expire)
 */
const TABLE = /** @type {const} */ ([
  {
    category: 'Dairy',
    gst: 5,
    hsn: '0401',
    items: `Toned milk 500 ml|pcs|24|29|5
Full cream milk 1 l|pcs|58|70|5
Curd 400 g|pcs|34|42|12
Paneer 200 g|pcs|72|95|15
Salted butter 100 g|pcs|48|60|180
Cheese slices 10 pc|pcs|112|150|150
Ghee 500 ml|pcs|268|330|270
Buttermilk 200 ml|pcs|9|12|10`,
  },
  {
    category: 'Bakery',
    gst: 5,
    hsn: '1905',
    items: `White bread 400 g|pcs|33|42|6
Brown bread 400 g|pcs|39|50|6
Pav 6 pc|pcs|22|30|4
Rusk 300 g|pcs|46|60|120
Fruit cake 250 g|pcs|82|110|45
Cream roll 2 pc|pcs|19|28|12
Khari biscuit 200 g|pcs|44|60|60`,
  },
  {
    category: 'Fruit and vegetables',
    gst: 0,
    hsn: '0702',
    items: `Onion loose|kg|26|38|20
Potato loose|kg|22|34|25
Tomato loose|kg|28|44|8
Banana robusta|kg|34|52|6
Apple Shimla|kg|118|170|20
Coriander bunch|pcs|8|15|3
Green chilli loose|kg|52|84|8
Lemon 4 pc|pcs|14|24|12
Carrot loose|kg|36|56|14`,
  },
  {
    category: 'Staples',
    gst: 5,
    hsn: '1006',
    items: `Basmati rice 5 kg|pcs|468|575|540
Sona masoori rice 10 kg|pcs|520|640|540
Wheat flour 5 kg|pcs|208|255|120
Besan 500 g|pcs|52|68|180
Sooji 500 g|pcs|27|36|150
Poha 500 g|pcs|31|42|180
Sugar 1 kg|pcs|43|50|720
Jaggery 500 g|pcs|38|52|240
Iodised salt 1 kg|pcs|20|28|
Millet flour 1 kg|pcs|58|78|120`,
  },
  {
    category: 'Pulses',
    gst: 5,
    hsn: '0713',
    items: `Toor dal 1 kg|pcs|142|178|365
Moong dal 1 kg|pcs|118|150|365
Chana dal 1 kg|pcs|84|108|365
Urad dal 1 kg|pcs|128|162|365
Rajma 500 g|pcs|72|95|365
Kabuli chana 500 g|pcs|68|90|365
Masoor dal 1 kg|pcs|88|114|365`,
  },
  {
    category: 'Oils',
    gst: 5,
    hsn: '1512',
    items: `Sunflower oil 1 l|pcs|132|158|270
Groundnut oil 1 l|pcs|178|215|270
Mustard oil 1 l|pcs|156|190|270
Coconut oil 500 ml|pcs|138|172|365
Sesame oil 500 ml|pcs|176|225|365
Rice bran oil 5 l|pcs|658|790|270`,
  },
  {
    category: 'Spices',
    gst: 5,
    hsn: '0910',
    items: `Turmeric powder 200 g|pcs|42|58|365
Red chilli powder 200 g|pcs|62|84|365
Coriander powder 200 g|pcs|38|54|365
Cumin seeds 100 g|pcs|46|62|365
Mustard seeds 100 g|pcs|16|24|365
Garam masala 100 g|pcs|58|80|365
Sambar powder 200 g|pcs|68|92|365
Black pepper 100 g|pcs|92|125|540
Cardamom 50 g|pcs|148|195|540`,
  },
  {
    category: 'Snacks',
    gst: 5,
    hsn: '2106',
    items: `Potato chips 90 g|pcs|28|40|120
Aloo bhujia 400 g|pcs|82|110|150
Mixture 400 g|pcs|78|105|150
Banana chips 200 g|pcs|58|80|90
Roasted peanuts 200 g|pcs|34|48|120
Masala makhana 80 g|pcs|72|105|150
Murukku 250 g|pcs|54|75|75
Instant noodles 4 pack|pcs|44|56|270`,
  },
  {
    category: 'Biscuits and sweets',
    gst: 5,
    hsn: '1905',
    items: `Glucose biscuits 250 g|pcs|20|25|180
Butter cookies 200 g|pcs|34|45|180
Cream biscuits 120 g|pcs|22|30|180
Milk chocolate 100 g|pcs|72|95|270
Kaju katli 250 g|pcs|212|290|20
Soan papdi 500 g|pcs|118|165|120
Gulab jamun tin 1 kg|pcs|178|235|365
Motichoor laddu 500 g|pcs|152|210|15
Assorted sweets box 1 kg|pcs|398|540|15`,
  },
  {
    category: 'Dry fruit',
    gst: 5,
    hsn: '0802',
    items: `Almonds 250 g|pcs|208|275|300
Cashews 250 g|pcs|226|300|300
Raisins 250 g|pcs|92|125|300
Pistachios 200 g|pcs|258|345|300
Walnut kernels 200 g|pcs|242|325|240
Dates 500 g|pcs|138|190|270
Dry fruit gift box 400 g|pcs|412|599|180`,
  },
  {
    category: 'Drinks',
    gst: 18,
    hsn: '2202',
    items: `Cola 750 ml|pcs|32|40|150
Lemon soda 600 ml|pcs|28|36|150
Mango drink 1 l|pcs|62|80|150
Tender coconut water 200 ml|pcs|38|55|180
Packaged water 1 l|pcs|13|20|180
Orange squash 750 ml|pcs|118|155|365
Energy drink 250 ml|pcs|82|110|365`,
  },
  {
    category: 'Tea and coffee',
    gst: 5,
    hsn: '0902',
    items: `Assam tea 500 g|pcs|208|265|540
Green tea 25 bags|pcs|118|160|540
Filter coffee 200 g|pcs|112|148|180
Instant coffee 50 g|pcs|138|175|540
Masala chai mix 250 g|pcs|92|125|365`,
  },
  {
    category: 'Frozen',
    gst: 18,
    hsn: '2105',
    items: `Vanilla ice cream 700 ml|pcs|138|190|270
Mango kulfi 4 pc|pcs|108|150|240
Frozen peas 500 g|pcs|68|95|365
Frozen parathas 5 pc|pcs|82|115|180
French fries 420 g|pcs|92|130|365`,
  },
  {
    category: 'Personal care',
    gst: 18,
    hsn: '3304',
    items: `Sandal soap 4 pack|pcs|128|172|1080
Neem face wash 100 ml|pcs|92|135|900
Herbal shampoo 180 ml|pcs|112|160|900
Coconut hair oil 200 ml|pcs|78|105|720
Toothpaste 150 g|pcs|76|102|720
Toothbrush 2 pack|pcs|38|60|
Hand wash refill 750 ml|pcs|82|119|720
Sanitary pads 8 pc|pcs|62|85|1080
Talc 100 g|pcs|68|95|900`,
  },
  {
    category: 'Household',
    gst: 18,
    hsn: '3402',
    items: `Detergent powder 1 kg|pcs|98|130|
Dishwash bar 3 pack|pcs|42|60|
Dishwash liquid 500 ml|pcs|82|115|720
Floor cleaner 1 l|pcs|148|199|720
Toilet cleaner 500 ml|pcs|78|105|720
Garbage bags 30 pc|pcs|52|79|
Matchbox 10 pack|pcs|8|12|
Incense sticks 100 pc|pcs|38|60|
Clay diya 12 pc|pcs|24|45|
LED string lights 5 m|pcs|108|199|
Camphor 50 g|pcs|48|70|720
Rangoli colours 6 pack|pcs|42|80|`,
  },
])

/**
 * @typedef {{ code: string, name: string, category: string, unit: string, gst: number, hsn: string, cost: number, mrp: number, shelf_life: number | null }} Product
 * money in paise, gst in percent, shelf life in days
 */

/** @type {Product[]} */
export const PRODUCTS = TABLE.flatMap(({ category, gst, hsn, items }) =>
  items.split('\n').map((line) => {
    const [name = '', unit = 'pcs', cost = '', mrp = '', days = ''] = line.split('|')
    return {
      name,
      unit,
      category,
      gst,
      hsn,
      cost: Number(cost) * 100,
      mrp: Number(mrp) * 100,
      shelf_life: days === '' ? null : Number(days),
    }
  }),
).map((product, i) => ({ code: `P${1001 + i}`, ...product }))

/** Bought once for an occasion, and never sold: every shop has some. @type {Product[]} */
export const LEFTOVERS = [
  { name: 'Clay lamp set 12 pc', cost: 4800, mrp: 9900 },
  { name: 'Holi colours 500 g', cost: 6200, mrp: 12000 },
  { name: 'Gift hamper box', cost: 31000, mrp: 49900 },
  { name: 'Paper lantern', cost: 3500, mrp: 8000 },
].map((item, i) => ({ code: `P1901${i}`, category: 'Festive', unit: 'pcs', gst: 12, hsn: '9505', shelf_life: null, ...item }))

export const STORES = /** @type {const} */ ([
  { name: 'Indiranagar', city: 'Bengaluru', zone: 'South', prefix: 'IND', bills_a_day: 12, closed_weekday: null, online_share: 0.14 },
  { name: 'Koregaon Park', city: 'Pune', zone: 'West', prefix: 'KOR', bills_a_day: 9, closed_weekday: 2, online_share: 0.08 },
])

const FIRST =
  'Aarav Ananya Arjun Divya Farhan Gauri Imran Isha Karthik Kavya Lakshmi Manish Meera Nikhil Pooja Rahul Ritu Sanjay Sneha Vikram'
const LAST = 'Deshpande Fernandes Gowda Iyer Joshi Khan Kulkarni Menon Nair Patil Rao Reddy Sharma Shetty'

/** Invented regulars; no telephone numbers, because nobody needs them to see what sold. */
export const CUSTOMERS = FIRST.split(' ').flatMap((first) => LAST.split(' ').map((last) => `${first} ${last}`))
