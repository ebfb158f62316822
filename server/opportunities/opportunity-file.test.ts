import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { MAX_OPPORTUNITIES } from './choose-opportunities'
import { MAX_ROWS, readOpportunityFile } from './opportunity-file'

const folder = mkdtempSync(path.join(tmpdir(), 'opportunities-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HEADER = 'symbol,exchange1,exchange2,opportunity_cycles_040bp'

async function read(text: string | Buffer, minCycles = 40) {
  const file = path.join(folder, 'list.csv')
  writeFileSync(file, text)
  return await readOpportunityFile(file, minCycles)
}

async function names(text: string, minCycles?: number): Promise<string[]> {
  const { opportunities } = await read(text, minCycles)
  return opportunities.map((one) => `${one.symbol}:${one.exchange1}:${one.exchange2}`)
}

describe(readOpportunityFile, () => {
  it('[OP1] finds its columns by name in any order, and keeps the others as figures', async () => {
    const { opportunities, rowsRead } = await read(
      'note,Exchange2,my_opportunity_cycles_v2_040bp,SYMBOL,exchange1,pct,pattern_break\n' +
        'a b,GateIo,41,STRK/USDT,Binance,0.5,true\n',
    )
    expect(rowsRead).toBe(1)
    expect(opportunities).toEqual([
      {
        symbol: 'STRK/USDT',
        exchange1: 'Binance',
        exchange2: 'GateIo',
        figures: {
          note: 'a b',
          my_opportunity_cycles_v2_040bp: 41,
          pct: 0.5,
          pattern_break: true,
        },
      },
    ])
  })

  it('[OP1] takes what a column cannot say for nothing', async () => {
    const { opportunities } = await read(
      `${HEADER},a,b,c,__proto__\nA_B,X,Y,50,,NaN,-inf,1\nC_D,X,Y,45\n`,
    )
    const [full, short] = opportunities
    expect(Object.entries(full!.figures)).toEqual([
      ['opportunity_cycles_040bp', 50],
      ['a', null],
      ['b', null],
      ['c', null],
      ['__proto__', 1],
    ])
    expect(short!.figures).toMatchObject({ opportunity_cycles_040bp: 45, a: null, c: null })
  })

  it('[OP3] keeps the rows with enough cycles, best first, else as the file has them', async () => {
    const text = `${HEADER}\nA_U,X,Y,40\nB_U,X,Y,39.9\nC_U,X,Y,1e3\nD_U,X,Y,40.0\n`
    expect(await names(text)).toEqual(['C_U:X:Y', 'A_U:X:Y', 'D_U:X:Y'])
    expect(await names(text, 1_001)).toEqual([])
    expect(await names(text, 0)).toHaveLength(4)
  })

  it('[OP4] takes the first row of a pair, and of both orders of its legs the better', async () => {
    expect(await names(`${HEADER}\nA_U,X,Y,50\na/u,x,y,90\n`)).toEqual(['A_U:X:Y'])
    expect(await names(`${HEADER}\nA_U,X,Y,50\nA_U,Y,X,90\n`)).toEqual(['A_U:Y:X'])
    expect(await names(`${HEADER}\nA_U,X,Y,90\nA_U,Y,X,90\n`)).toEqual(['A_U:X:Y'])
    expect(await names(`${HEADER}\nA_U,X,Y,50\nA_U,Y,X,30\n`)).toEqual(['A_U:X:Y'])
  })

  it('[OP5] reads what spreadsheets write', async () => {
    const text = `\ufeff${HEADER}\r\n\r\n"A_U", X ,"Y","50"\r\n,,,\r\nB_U,X,Y,45`
    expect(await names(text)).toEqual(['A_U:X:Y', 'B_U:X:Y'])
  })

  it.each([
    ['', 'it is empty'],
    ['a,b\n1,2', 'line 1: there is no column symbol, no column exchange1, no column exchange2'],
    ['symbol,exchange1,exchange2,cycles\n', 'no column opportunity_cycles_040bp; there are symbol'],
    [`${HEADER}\nA_U,X,Y,50\nB_U,X,Y,many\n`, 'line 3, column opportunity_cycles_040bp: must be'],
    [`${HEADER}\nA_U,X,Y,-1\n`, 'at least 0, is "-1"'],
    [`${HEADER}\nA_U,X,Y,Infinity\n`, 'at least 0, is "Infinity"'],
    [`${HEADER}\nA_U,X,Ga`, 'line 2, column opportunity_cycles_040bp: must be a number'],
    [`${HEADER}\n"A\n_U",X,Y,50\n`, 'column symbol: must be a name, is "A _U"'],
    [`${HEADER}\nA_U,,Y,50\n`, 'line 2, column exchange1: must be a name, is empty'],
    [`${HEADER}\nA_U,gate,GATE,50\n`, 'line 2: exchange1 and exchange2 are both gate'],
    [`${HEADER}\nA_U,"X,Y,50\n`, 'Quote Not Closed'],
    [`${'x,'.repeat(200)}y\n`, 'it has 201 columns, at most 200 are read'],
  ])('[OP2] says of a file that cannot be used where and why: %j', async (text, why) => {
    await expect(read(text)).rejects.toThrow(why)
  })

  it('[OP2] says so of what is not text, and of what is not there', async () => {
    await expect(read(Buffer.from('PAR1\0\u0001\u0002'))).rejects.toThrow('line 1: there is no')
    const missing = readOpportunityFile(path.join(folder, 'none.csv'), 40)
    await expect(missing).rejects.toThrow('there is no such file any more')
  })

  it('[OP2] repeats nothing long or unprintable of it', async () => {
    const fault = async (body: string | Buffer) => {
      const error: unknown = await read(body).catch((reason: unknown) => reason)
      return error instanceof Error ? error.message : 'none'
    }
    const binary = await fault(Buffer.from('89ff0001'.repeat(50), 'hex'))
    expect(binary).toMatch(/there are (\\u\{(fffd|0|1)\})+/)
    // Another place where what stands there is repeated: the CSV reader's own message.
    const quoted = await fault(`${HEADER}\n${'x'.repeat(10_000)}"y",X,Y,50\n`)
    for (const text of [binary, quoted]) {
      expect(text).toMatch(/^[\x20-\x7e]+…?$/)
      expect(text.length).toBeLessThan(310)
    }
    expect(quoted).toContain('Quote')
  })

  it('[OP19] reads a list without rows: the analyzer found nothing', async () => {
    expect(await read(`${HEADER}\n\n`)).toEqual({ opportunities: [], rowsRead: 0 })
    await expect(read('\n\n')).rejects.toThrow('it is empty')
  })

  it('[OP6] reads no more rows than its limit, and keeps the best of many', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, at) => `S${at}_U,X,Y,${at}`).join('\n')
    await expect(read(`${HEADER}\n${rows(MAX_ROWS + 1)}`)).rejects.toThrow('at most 20000 rows')
    const kept = await names(`${HEADER}\n${rows(MAX_ROWS)}`, 0)
    expect(kept).toHaveLength(MAX_OPPORTUNITIES)
    expect(kept[0]).toBe('S19999_U:X:Y')
    await expect(read(`${HEADER}\n${'x'.repeat(100_000)}`)).rejects.toThrow(/record|size/i)
  })
})
