import React, { useState } from 'react';

export function List({ items, onPick }) {
  const [open, setOpen] = useState(false);
  if (!items.length) return null;
  return (
    <section className="list" data-open={open}>
      <h1 onClick={() => setOpen(!open)}>Items: {items.length}</h1>
      {open && (
        <ul>
          {items.map((item) => (
            <li key={item.id} onClick={() => onPick(item)}>{item.name}<br /></li>
          ))}
        </ul>
      )}
      <></>
    </section>
  );
}
