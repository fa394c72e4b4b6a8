// Answers for a book that a reader keeps (offline.js): what the network has, and what is kept when it has nothing.
"use strict";
const NAME = `book ${registration.scope}`;

const answer = async request => {
  const kept = await caches.open(NAME);
  try {
    const found = await fetch(request);
    if (found.ok) await kept.put(request, found.clone());
    return found;
  } catch (error) {
    const old = await kept.match(request, {ignoreSearch: request.mode === "navigate"});
    if (old) return old;
    throw error;
  }
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil(clients.claim()));
addEventListener("fetch", event => {
  const {method, url} = event.request;
  if (method === "GET" && url.startsWith(registration.scope)) event.respondWith(answer(event.request));
});
