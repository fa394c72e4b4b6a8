// In what order results stand, and the line that each of them has: an exact name first, then what has all that
// was asked as a whole, then all of its words, then parts of words. Pages are read from searchpassages.js.

const searchFolded = text => foldMarks(text).toLowerCase();
const searchName = html => splitQuery(searchFolded(html.replace(/<[^>]*>/g, " "))).join(" ");
const searchMonths = "January February March April May June July August September October November December".split(" ");

// The other way in which a number or a day may be written; the same if there is none.
const searchAlso = query => {
  const [, year, month, day] = query.match(/^(\d{4})-(\d{2})-(\d{2})$/) || [];
  if (searchMonths[month - 1]) return searchFolded(`${+day} ${searchMonths[month - 1]} ${year}`);
  return /^\d{4,}$/.test(query) ? query.replace(/\B(?=(\d{3})+$)/g, ",") : query;
};

const searchAsked = query => {
  const stemmer = new Stemmer();
  const whole = searchFolded(query).trim().replace(/\s+/g, " ");
  const words = splitQuery(whole).filter(word => !stopwords.includes(word));
  return {
    name: splitQuery(whole).join(" "),
    linked: new Set(),
    forms: [whole, searchAlso(whole)].map(text => ({text, open: false})),
    words: words.map(word => {
      const stem = stemmer.stemWord(word);
      return stem.length > 2 && word.startsWith(stem) ? {text: stem, open: true} : {text: word, open: false};
    }),
  };
};

// Whether a word or a number ends before this place, going in this direction.
const searchEnds = (text, place, step) => !/[\p{L}\p{N}]/u.test(text[place] || " ")
  && !(/[.,]/.test(text[place] || " ") && /\d/.test(text[place + step] || " "));

// Where a text holds what is looked for, as words of their own; an open one may go on.
const searchPlaces = ({text: wanted, open}, text) => {
  const places = [];
  for (let at = text.indexOf(wanted); at >= 0 && wanted; at = text.indexOf(wanted, at + wanted.length))
    if (searchEnds(text, at - 1, -1) && (open || searchEnds(text, at + wanted.length, 1))) places.push(at);
  return places;
};
const searchCount = (patterns, text) => patterns.map(pattern => searchPlaces(pattern, text).length);

const searchPages = {};
const searchPage = page => searchPages[page] ||= (searchPassages.pages[page] || []).map(
  ([anchor, heading, text]) => ({anchor, heading, text, folded: searchFolded(`${heading}. ${text}`)}));

// How often a page has the whole and its words, and the passage with most of it.
const searchFound = page => {
  const {forms, words} = Search.asked;
  const found = searchPage(page).map(passage => {
    const whole = Math.max(...searchCount(forms, passage.folded));
    const counts = searchCount(words, passage.folded).map(count => Math.max(count, whole));
    return {passage, whole, words: counts.filter(count => count).length, times: counts.reduce((sum, count) => sum + count, 0)};
  });
  const [best] = [...found].sort((a, b) => b.whole - a.whole || b.words - a.words || b.times - a.times);
  const sum = key => found.reduce((total, one) => total + one[key], 0);
  return {best, whole: sum("whole"), times: sum("times")};
};

// Near counts are alike: then the page that comes first in the book comes first.
const searchOften = count => Math.round(Math.log2(1 + count));

const searchLate = page => searchPassages.last.some(start => page.startsWith(start));

// Sphinx's own steps, which "score" refines. An object's rank is 0 for what is named, 2 for what is only listed.
var Scorer = {
  objNameMatch: 0, objPartialMatch: 0, objPrio: {0: 5000, 1: 4000, 2: 3000}, objPrioDefault: 3000,
  title: 100, partialTitle: 1, term: 100, partialTerm: 1,
  score: ([page, title, anchor, description, rough]) => {
    const {name, forms, words} = Search.asked, shown = searchName(title), late = searchLate(page);
    const all = searchCount(words, shown).every(count => count), whole = Math.max(...searchCount(forms, shown));
    if (description) {
      if (shown === name || rough >= 4000 && searchFolded(title).startsWith(`${name}: `)) return 9000 + rough / 1000;
      if (words.length > 3 && shown.startsWith(name)) return 8500;
      return (all ? rough + (whole ? 100 : 0) : rough / 100) - shown.length / 100;
    }
    if (anchor) return (shown.endsWith(` ${name}`) ? 8000 : all ? 6500 : 500) - (late ? 3000 : 0);
    const found = searchFound(page), most = found.best ? found.best.words / Math.max(1, words.length) : 0;
    const place = (!found.times && !all ? 2500 : late ? 3500 : 6000) - (rough < 100 ? 1500 : 0);
    return (shown.replace(/^\d+ /, "") === name ? 8500 : place) + (all ? 200 : 0) + 100 * most
      + (found.whole ? 300 : 0) + 10 * searchOften(found.whole) + searchOften(found.times)
      - Object.keys(searchPassages.pages).indexOf(page) / 100;
  },
};

// Parts of words only where nothing has the words.
const searchKept = results => {
  const whole = results.filter(result => result[4] >= 1000);
  return whole.length ? whole : results;
};

// The line of a result, around the first place that says what was asked; a page is entered at that section.
const searchLine = ([page, title, anchor, description], link, entry) => {
  const named = searchCount(Search.asked.words, searchName(title)).every(count => count);
  const found = anchor || named ? null : searchFound(page).best;
  const passage = anchor ? searchPage(page).find(one => `#${one.anchor}` === anchor) : found ? found.passage : searchPage(page)[0];
  if (!passage) return;
  const place = `${page}#${passage.anchor}`;
  if (found?.words && passage.anchor && !Search.asked.linked.has(place)) {
    link.href += `#${passage.anchor}`;
    if (!searchFolded(link.textContent).endsWith(searchFolded(passage.heading))) link.append(` › ${passage.heading}`);
  }
  Search.asked.linked.add(place);
  const text = passage.text, [first] = description ? [] : [...Search.asked.forms, ...Search.asked.words]
    .flatMap(pattern => searchPlaces(pattern, searchFolded(text)).slice(0, 1));
  const from = first > 60 ? text.lastIndexOf(" ", first - 60) + 1 : 0;
  const line = document.createElement("p");
  line.className = "context";
  line.textContent = (from ? "… " : "") + text.slice(from, from + 200).replace(/\s\S*$/, "") + (text.length > from + 200 ? " …" : "");
  entry.append(line);
};
