// How a query is taken apart: as bookpress/site/search_words.py takes the text of pages apart.
var foldMarks = text => text.normalize("NFD").replace(/\p{M}/gu, "")
  .replace(/[øłđßıæœØŁĐÆŒ]/g, sign => ({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "Ø": "O", "Ł": "L", "Đ": "D", "Æ": "Ae", "Œ": "Oe"})[sign]);
var splitQuery = query => foldMarks(query).match(/\d+(?:[.,:\/-]\d+)+|(?<![\p{L}\p{N}_])\p{L}{1,3}-\d+|[\p{L}\p{N}_]+/gu) || [];
