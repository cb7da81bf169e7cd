// What all parts of the page share. Text enters the page as text nodes only, never as markup.

const byId = (id) => document.getElementById(id);

const make = (tag, fields = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), fields);
  element.append(...inside);
  return element;
};

const many = (count, one, more = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

const clipped = (text, limit) => (text.length > limit ? `${text.slice(0, limit).trimEnd()}…` : text);

// Names that articles bring along: what would act on the direction of the text becomes a sign.
const inert = (text) => text.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '↹');

const data = byId('data') && JSON.parse(byId('data').textContent);
