/** Asks the server to free the mock data. Undefined when it did, otherwise why not, in words. */
export async function freeMockData(): Promise<string | undefined> {
  try {
    const response = await fetch('/api/test/mock_data', { method: 'DELETE' })
    if (response.ok) return undefined
    return `It could not be freed: the server answered ${response.status}.`
  } catch {
    return 'It could not be freed: the server does not answer.'
  }
}
