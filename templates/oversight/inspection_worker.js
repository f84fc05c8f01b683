{% load static %}/* Keeps the page of the sheet on the device, and nothing else: no data passes through here. */
"use strict";

const KEPT = "inspection-sheet-2";
const SHELL = "{% url 'oversight:inspection_offline' %}";
const FILES = [
  SHELL,
  "{% static 'css/tokens.css' %}", "{% static 'css/base.css' %}", "{% static 'css/components.css' %}", "{% static 'css/inspections.css' %}",
  "{% static 'js/sheet.js' %}",
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET" || !FILES.includes(path)) return;
  event.respondWith(fetch(event.request).catch(() => caches.open(KEPT).then((cache) => cache.match(path))));
});
