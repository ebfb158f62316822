'use client'

import { Command as Cmdk } from 'cmdk'
import { useState } from 'react'
import { Modal } from '../ui/modal'
import { symbolName } from '../ui/symbol-name'
import { chosenOf } from './chosen-item'
import { usePairSearch } from './use-pair-search'

interface PairPickerProps {
  isOpen: boolean
  onClose: () => void
  title: string
  /** More than one may be chosen after each other; the answer says what came of it. */
  onChoose: (pair: string) => string
}

/** Finds a pair by symbol and exchange. */
export function PairPicker({ isOpen, onClose, title, onChoose }: PairPickerProps) {
  return (
    <Modal isOpen={isOpen} onClose={onClose} title={title} className="palette">
      <Picker title={title} onChoose={onChoose} />
    </Modal>
  )
}

function Picker({ title, onChoose }: Pick<PairPickerProps, 'title' | 'onChoose'>) {
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState('')
  const [outcome, setOutcome] = useState('')
  const { pairs, text: searched } = usePairSearch(text)
  const isSettled = searched === text.trim()
  const words =
    text.trim() === '' ? 'Type a symbol or an exchange.' : `No pair matches “${searched}”.`
  const chosen = chosenOf(
    pairs.map(({ pair }) => pair),
    wanted,
  )
  return (
    <Cmdk label={title} shouldFilter={false} loop value={chosen} onValueChange={setWanted}>
      <Cmdk.Input
        value={text}
        onValueChange={(typed) => {
          setText(typed)
          setWanted('')
          setOutcome('')
        }}
        maxLength={60}
        placeholder="Symbol or exchange"
      />
      <Cmdk.List label="Pairs">
        {pairs.length === 0 && isSettled && <Cmdk.Empty>{words}</Cmdk.Empty>}
        {pairs.map(({ pair, symbol, exchange1, exchange2 }) => (
          <Cmdk.Item key={pair} value={pair} onSelect={() => setOutcome(onChoose(pair))}>
            {symbolName(symbol)}, {exchange1} against {exchange2}
          </Cmdk.Item>
        ))}
      </Cmdk.List>
      {/* Behind the dialog nothing is heard. */}
      <output className="outcome">{outcome}</output>
    </Cmdk>
  )
}
