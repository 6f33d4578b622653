/** The language switcher keeps the fragment, and stores the choice. */
for (const link of document.querySelectorAll<HTMLAnchorElement>('.switch a')) {
  link.onclick = () => {
    link.hash = location.hash
    try {
      // The same key as in `rememberLocale`.
      localStorage.locale = link.dataset.locale
    } catch {}
  }
}
