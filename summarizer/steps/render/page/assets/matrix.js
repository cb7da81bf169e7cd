// The matrix shows the claims that the filters leave, a page of rows at a time.

const grid = document.querySelector('.matrix tbody');
const model = grid?.rows[0]?.cloneNode(true);
const kinds = Object.fromEntries([...document.querySelectorAll('.key .cell')].map((cell) => {
  const kind = cell.classList[1];
  const letter = { carried: 'c', partial: 'p', absent: 'a', contradicted: 'x', unknown: 'u' }[kind];
  return [letter, [kind, cell.parentElement.textContent.replace(cell.textContent, '').trim()]];
}));
const pages = { rows: data.page, now: data.matrix, stale: false, near: false };

const rowOf = ([claim, cells]) => {
  const row = model.cloneNode(true);
  const link = row.querySelector('a');
  link.setAttribute('href', `#${encodeURIComponent(claim)}`);
  link.querySelector('.number').textContent = claim;
  link.querySelector('.text').textContent = clipped(data.items[claim].head, 160);
  [...cells].forEach((letter, at) => {
    const cell = row.cells[at + 1];
    [cell.className, cell.firstElementChild.textContent] = kinds[letter];
  });
  return row;
};

const tellRows = () => {
  const shown = Math.min(pages.rows, pages.now.length);
  byId('rows').hidden = pages.now.length <= data.page;
  byId('more-rows').hidden = shown >= pages.now.length;
  byId('rows-shown').textContent = `${shown.toLocaleString('en')} of ${many(pages.now.length, 'claim')} shown`;
};

const redraw = () => {
  if (!pages.stale || !pages.near) return;
  pages.stale = false;
  grid.replaceChildren(...pages.now.slice(0, pages.rows).map(rowOf));
  tellRows();
};

// Rows that nobody sees are not made: a filter then costs what it shows, and no more.
const drawMatrix = (visible) => {
  if (!model) return;
  pages.rows = data.page;
  pages.now = data.matrix.filter(([claim]) => visible.has(claim));
  pages.stale = true;
  redraw();
};

if (model) {
  new IntersectionObserver(([seen]) => {
    pages.near = seen.isIntersecting;
    redraw();
  }, { rootMargin: '50%' }).observe(byId('part-matrix'));
  addEventListener('beforeprint', () => {
    pages.near = true;
    redraw();
  });
  byId('more-rows').addEventListener('click', () => {
    grid.append(...pages.now.slice(pages.rows, pages.rows + data.page).map(rowOf));
    pages.rows += data.page;
    tellRows();
  });
  tellRows();
}
