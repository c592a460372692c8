/** Nobody is logged in (any more). */
export function LoggedOut() {
  return (
    <main className="logged-out" role="alert">
      <h1>You are not logged in</h1>
      <p>
        Sessions end after twelve hours, and when the collector restarts. Run <code>merlon login</code> on the
        collector's machine and open the link that it prints: it works once.
      </p>
    </main>
  )
}
