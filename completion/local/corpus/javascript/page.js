const list = document.querySelector("#list");
const form = document.getElementById("form");
const button = document.createElement("button");

export async function getJson(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`request failed: ${response.status}`);
  }
  return response.json();
}

export async function postJson(url, data) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(data),
  });
  if (!response.ok) {
    throw new Error(`request failed: ${response.status}`);
  }
  return response.json();
}

function show(items) {
  list.replaceChildren();
  for (const item of items) {
    const li = document.createElement("li");
    li.textContent = item.name;
    li.classList.add("item");
    list.appendChild(li);
  }
}

async function refresh() {
  try {
    const items = await getJson("/items");
    show(items);
  } catch (err) {
    console.error(err);
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  await postJson("/items", { name: data.get("name") });
  await refresh();
});

button.addEventListener("click", () => {
  refresh();
});

window.addEventListener("load", refresh);

export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

export function average(values) {
  if (values.length === 0) {
    return 0;
  }
  return sum(values) / values.length;
}

export function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    const value = item[key];
    if (!groups.has(value)) {
      groups.set(value, []);
    }
    groups.get(value).push(item);
  }
  return groups;
}

export function unique(values) {
  return [...new Set(values)];
}

export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function debounce(callback, delay) {
  let timer = null;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => callback(...args), delay);
  };
}

export class Stack {
  constructor() {
    this.items = [];
  }

  push(item) {
    this.items.push(item);
  }

  pop() {
    if (this.items.length === 0) {
      throw new Error("stack is empty");
    }
    return this.items.pop();
  }

  get size() {
    return this.items.length;
  }
}

export function find(items, id) {
  for (let i = 0; i < items.length; i++) {
    if (items[i].id === id) {
      return items[i];
    }
  }
  return null;
}

export async function all(urls) {
  const results = await Promise.all(urls.map((url) => getJson(url)));
  return results.filter((result) => result !== null);
}

for (const [key, value] of Object.entries({ a: 1 })) {
  console.log(key, value);
}
