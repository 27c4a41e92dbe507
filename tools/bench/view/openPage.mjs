import { chromium } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../browser/chromium.mjs';
import { buildApp, planAppBuild } from '../../portal/appBuild.mjs';
import { openSignals } from '../../portal/signals.mjs';
import { checkout } from '../../running/checkout.mjs';

const shownWithinMs = 30_000;

/** @param {import('../../running/children.mjs').Children} children */
export async function prepareApp(children) {
  const plan = await planAppBuild(checkout);
  if (!plan.isDone) {
    await buildApp(children, plan, {
      node: process.execPath,
      environment: process.env,
    });
  }
}

/** The page of a service in a Chromium. */
export class OpenPage {
  #browser;
  #page;

  /** @param {import('../backends/startBackend.mjs').RunningBackend} backend @param {string} name of a component */
  static async open({ url }, name) {
    await openSignals(Number(new URL(url).port));
    const { executablePath, environment } = await findChromium();
    const browser = await chromium.launch({
      executablePath,
      args: chromiumArguments,
      env: { ...process.env, ...environment },
    });
    const page = new OpenPage(browser, await browser.newPage());
    try {
      const subscribed = page.#waitForSubscription();
      await page.#page.goto(`${url}/catalog/default/component/${name}`);
      await Promise.all([page.shows('Member 0, '), subscribed]);
      return page;
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  constructor(browser, page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** Waits until a button says so: looks at each frame that is drawn. @param {string} text */
  async shows(text) {
    const isShown = wanted =>
      [...document.querySelectorAll('button')].some(button =>
        button.textContent.includes(wanted),
      );
    await this.#page.waitForFunction(isShown, text, {
      polling: 'raf',
      timeout: shownWithinMs,
    });
  }

  close() {
    return this.#browser.close();
  }

  /** Before that, the page would be told of nothing and only ask now and then. */
  async #waitForSubscription() {
    const socket = await this.#page.waitForEvent('websocket', {
      predicate: candidate => candidate.url().endsWith('/api/signals'),
      timeout: shownWithinMs,
    });
    await socket.waitForEvent('framesent', { timeout: shownWithinMs });
  }
}
