/** Two lines that part and meet: the spread. */
export function Brand() {
  return (
    // A fresh page, not a soft navigation: the view begins anew with its address.
    // oxlint-disable-next-line nextjs/no-html-link-for-pages
    <a className="brand" href="/">
      <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
        <path
          d="M1 6.5h4.5l2-3.5 3 6 2.5-2.5H19"
          stroke="var(--leg-1)"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
        <path
          d="M1 13.5h4.5l2 3.5 3-6 2.5 2.5H19"
          stroke="var(--leg-2)"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
      </svg>
      <span>Spreadscope</span>
    </a>
  )
}
