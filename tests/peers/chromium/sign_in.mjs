// Opens a URL in Chromium, clicks a button of the page, and waits for the page that follows. Started by tests/peers/chromium.rs with
// the URL, the value of the button and the file for a screenshot. Prints what the last page is like, as JSON.

import puppeteer from 'puppeteer-core';

const [url, decision, screenshot] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // Chromium refuses to run as root in its own sandbox, and the containers of CI have a small /dev/shm.
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--no-proxy-server'],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 800, height: 600 });
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  await page.screenshot({ path: screenshot.replace('.png', '-form.png') });
  await Promise.all([page.waitForNavigation(), page.click(`button[value=${decision}]`)]);
  await page.screenshot({ path: screenshot });
  const seen = await page.evaluate(() => ({
    title: document.title,
    text: document.body.innerText,
    referrer: document.referrer,
    scripts: document.scripts.length,
  }));
  console.log(JSON.stringify({ ...seen, url: page.url(), requests }));
} finally {
  await browser.close();
}
