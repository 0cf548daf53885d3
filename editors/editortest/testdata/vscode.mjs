// Drives VS Code in a browser. It is told what to do by its first argument, a JSON object; what only the test can do it asks
// for by a line "do NAME", and reads a line when that is done.
import { createRequire } from 'node:module';
import * as readline from 'node:readline';

const plan = JSON.parse(process.argv[2]);
const { chromium } = createRequire(plan.modules + '/')('playwright-core');
const answers = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const began = Date.now();
const say = (text) => console.log(`${Date.now() - began} ms: ${text}`);

async function ask(name) {
  console.log(`do ${name}`);
  await answers.next();
}

const browser = await chromium.launch({ executablePath: plan.chromium, headless: true, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1000, height: 640 } });
page.setDefaultTimeout(plan.patience);

const lines = page.locator('.editor-instance .view-lines').first();
const ghosts = page.locator('[class*="ghost-text"], .suggest-preview-text');
const status = page.locator('.statusbar-item[id*="sluice"]').first();
const toasts = page.locator('.notification-toast');

async function text() {
  return (await lines.locator('.view-line').allTextContents()).join('\n').replaceAll('\u00a0', ' ');
}

// until polls, since not everything that is shown is an element of its own.
async function until(what, state) {
  const end = Date.now() + plan.patience;
  for (;;) {
    const seen = await state();
    if (seen === true) {
      say(what);
      return;
    }
    if (Date.now() > end) {
      throw new Error(`${what}: not in time; there is ${seen}`);
    }
    await page.waitForTimeout(30);
  }
}
const has = (want) => until(`the text has ${want}`, async () => { const t = await text(); return t.includes(want) || t; });
const picture = (name) => plan.artifacts && page.screenshot({ path: `${plan.artifacts}/vscode-${name}.png` });

const statusHas = (what, pattern) => until(what, async () => { const s = (await status.count()) > 0 && (await status.getAttribute('aria-label')); return pattern.test(s) || s; });

async function ghost() {
  return (await ghosts.allTextContents()).join('\n').replaceAll('\u00a0', ' ');
}

let takes = 0;
async function fresh(place, tail) {
  await page.keyboard.press('Escape');
  await lines.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(place.text.replace('\n\n', `\n# revision ${++takes}\n`).slice(0, -1) + tail);
  await has(`revision ${takes}`);
}
// again types the last key of a text that the server has not seen yet.
async function again(place) {
  await fresh(place, '');
  await page.keyboard.type(place.text.slice(-1));
}
// retrying goes on with until, and tries anew from time to time, longer apart than the deadline: the embedded model may not
// have read the workspace yet.
async function retrying(what, go, state) {
  let next = 0;
  await until(what, async () => {
    if (Date.now() >= next) {
      await go();
      next = Date.now() + 8000;
    }
    return state();
  });
}
const offers = (place, want) => retrying(`ghost text ${want}`, () => again(place), async () => { const g = await ghost(); return g.includes(want) || g; });
// types types key by key, and says how long each took to stand in the text. The times are for people.
async function types(when, place, typed) {
  const line = place.text.slice(place.text.lastIndexOf('\n') + 1);
  const took = [];
  for (let i = 0; i < typed.length; i++) {
    const began = performance.now();
    await page.keyboard.press(typed[i] === ' ' ? 'Space' : typed[i]);
    while (!(await text()).includes(line + typed.slice(0, i + 1))) {
      if (performance.now() - began > plan.patience) {
        throw new Error(`${typed.slice(0, i + 1)} does not stand in the text`);
      }
    }
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  say(`typing while ${when}: ${took.length} keys, median ${took[took.length >> 1].toFixed(1)} ms, longest ${took.at(-1).toFixed(1)} ms`);
}
async function command(name) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill('>' + name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
}

async function open() {
  await page.goto(plan.url, { waitUntil: 'domcontentloaded' });
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'a.py' }).first().dblclick();
  await lines.waitFor();
  await page.keyboard.press('Control+b'); // the explorer leaves its room to the pages
  await statusHas('sluice runs', /ready/);
}

async function offered(name) {
  const { wants } = plan.good;
  await offers(plan.good, wants);
  await picture(`ghost-${name}`);
  await page.keyboard.press('Tab');
  await has(`return hashlib.${wants}`);

  await offers(plan.good, wants);
  await page.keyboard.press('Control+ArrowRight');
  await has('return hashlib.sha256');
  await page.keyboard.press('Escape');
  await until('a word was accepted', async () => { const t = await text(); return /return hashlib\.sha256(\(|$)/.test(t) && !t.includes(`hashlib.${wants}`) || t; });

  await offers(plan.good, wants);
  await page.keyboard.press('Control+Alt+l');
  await has(`return hashlib.${wants}`);
}

// someLines: what is offered ends before the line that a rule forbids, and the lines before it can be had one by one.
async function someLines() {
  await offers(plan.block, 'first.update');
  if ((await ghost()).includes('md5')) {
    throw new Error(`ghost text ${await ghost()}`);
  }
  for (const line of ['first = hashlib.sha256(data)', 'first.update(data)']) {
    await until(`the line ${line} was accepted`, async () => { // the break before it counts as a line of its own
      await page.keyboard.press('Control+Alt+l');
      const t = await text();
      return t.includes(line) || t;
    });
  }
  if ((await text()).includes('md5')) {
    throw new Error('a line was accepted that a rule forbids');
  }
}

async function withheld(name) {
  await retrying('the last answer was withheld', () => again(plan.bad), async () => { const s = await status.getAttribute('aria-label'); return /Last: withheld/.test(s) || s; });
  await until('the status counts', async () => { const s = await status.textContent(); return /[1-9]\d* withheld/.test(s) || s; });
  if ((await ghost()) !== '' || (await toasts.count()) > 0) {
    throw new Error('something is shown for what was withheld');
  }
  await command('sluice: Explain the last verdict');
  const side = page.locator('.editor-instance .view-lines').last();
  await until('the page', async () => {
    const t = (await side.textContent()).replaceAll('\u00a0', ' ');
    return ['open(', plan.bad.rule, plan.bad.cwe, 'safe_join'].every((part) => t.includes(part)) || t;
  });
  await picture(`explain-${name}`);
  await command('View: Close Editor');
  await until('the page is closed', async () => (await page.locator('.editor-instance .view-lines').count()) === 1);
}

async function fix() {
  await fresh(plan.good, '\n');
  await page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
  const action = page.locator('.action-widget .monaco-list-row', { hasText: 'Fix python.weak-hash' }).first();
  // The list that opens before the finding is known has no fix, and stays as it is.
  await retrying('the fix is offered', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+g');
    await page.locator('.quick-input-widget input').first().fill(':5:20');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+.');
  }, async () => (await action.isVisible()) || 'no fix');
  await picture('fix');
  await action.click();
  await has(plan.fixed);
}

// late: answers that are late one after the other are trouble.
async function late() {
  await retrying('the user is told of late answers', () => again(plan.good), async () => {
    const t = (await toasts.allTextContents()).join('\n');
    return t.includes('completion.deadline') || t;
  });
}

async function trouble(name) {
  await again(plan.good);
  await types('the model answers', plan.good, 'typing goes on');
  await ask(`hang ${name}`);
  await again(plan.good);
  await until('the status is busy', async () => (await status.innerHTML()).includes('loading') || 'not busy');
  await types('the model hangs', plan.good, 'typing goes on');
  const causes = name === 'scripted' ? 2 : 1;
  if (causes > 1) {
    await late();
  }
  await until('nothing is under way', async () => !(await status.innerHTML()).includes('loading') || 'busy');
  await ask(`die ${name}`);
  for (let i = 0; i < 3; i++) {
    await again(plan.good);
    await until('trouble', async () => (await status.innerHTML()).includes('warning') || 'no trouble');
    await types('the server is dead', plan.good, 'still here');
  }
  await picture(`trouble-${name}`);
  await command('Notifications: Show Notifications');
  const shown = await page.locator('.notifications-center .notification-list-item').allTextContents();
  say(`messages: ${JSON.stringify(shown)}`);
  if (shown.length !== causes) {
    throw new Error(`${shown.length} messages`);
  }
  await command('Notifications: Clear All Notifications');
}

// choose takes another model by the menu.
async function choose(label, url) {
  await command('sluice: Choose the backend');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  if (url) {
    await page.locator('.quick-input-widget input').first().fill(url);
    await page.keyboard.press('Enter');
  }
  await until('sluice runs again', async () => { const s = await status.getAttribute('aria-label'); return /ready/.test(s) && !/Last/.test(s) || s; });
}

const ways = {
  async models() {
    await open();
    await offered('scripted');
    await someLines();
    await withheld('scripted');
    await fix();
    await trouble('scripted');

    await choose('A server…', new URL(plan.url).searchParams.get('llama'));
    await offered('llama-server');
    await withheld('llama-server');
    await fix();
    await trouble('llama-server');

    await choose('The model inside sluice');
    await offered('embedded');
    await withheld('embedded');
    await fix();
  },
  async new() {
    await open();
    await offers(plan.example, plan.example.wants);
    await picture('new');
    await page.keyboard.press('Tab');
    await has(`digest = hashlib.${plan.example.wants}`);
  },
  // A workspace that is not trusted: its settings are there, and count for nothing.
  async untrusted() {
    await open();
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
    await offers(plan.good, plan.good.wants);
    await picture('untrusted');
    await withheld('untrusted');
    await fix();
  },
};

let failed = 0;
try {
  await ways[plan.way]();
} catch (error) {
  failed = 1;
  say(`FAILED ${error.message}`);
  await picture('failed');
}
await browser.close();
process.exit(failed);
