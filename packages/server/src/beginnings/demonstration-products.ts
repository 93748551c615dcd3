import type { CatalogItem } from "@parlor/protocol";

const item = (id: string, title: string, body: string): CatalogItem => ({ id, title, body });

/** A small shop, for the assistants and clients of the demonstration. */
export const DEMONSTRATION_PRODUCTS: readonly CatalogItem[] = [
  item("tea-assam", "Assam", "Black tea from the Brahmaputra valley: malty, strong, and good with milk."),
  item("tea-darjeeling", "Darjeeling first flush", "Black tea, light and flowery. Without milk, please."),
  item("tea-sencha", "Sencha", "Green tea from Shizuoka with a taste of fresh grass. 70 °C and one minute."),
  item("tea-jasmine", "Jasmine pearls", "Green tea, rolled by hand and scented with jasmine blossoms."),
  item("tea-oolong", "Milk oolong", "Half-fermented, creamy, and good for several infusions."),
  item("tea-rooibos", "Rooibos vanilla", "No tea at all, no caffeine, and children like it."),
  item("tea-mint", "Moroccan mint", "Fresh mint leaves, dried. Cold with lemon in summer, hot with honey in winter."),
  item(
    "coffee-brasil",
    "Café do Brasil",
    "Coffee beans from Minas Gerais: chocolate, nuts, little acid. For espresso.",
  ),
  item("coffee-yirgacheffe", "Yirgacheffe", "Coffee beans from Ethiopia: lemon, bergamot, tea. For the filter."),
  item("coffee-decaf", "Decaf Colombia", "Coffee beans without caffeine, washed with water alone."),
  item("pot-glass", "Glass pot", "For a litre of tea, with a strainer that comes out when it is time."),
  item("pot-iron", "Iron pot", "Keeps tea hot for an hour. Heavy, and nothing for the dishwasher."),
  item("pot-moka", "Moka pot", "Makes six cups of strong coffee on any stove but induction."),
  item("mill", "Hand mill", "Grinds coffee beans from coarse to fine in a minute, and fits into a rucksack."),
  item("kettle", "Kettle with a thermometer", "From 50 to 100 °C, to the degree: for green tea and for filter coffee."),
  item("gift-tea", "Gift: five green teas", "Five small tins for somebody who wants to find out. With a booklet."),
  item("gift-coffee", "Gift: breakfast", "Coffee beans, a hand mill and two cups in a box."),
];
