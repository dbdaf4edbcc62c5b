package font

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed gb1.txt
var gb1File string

// gb1 is the character of each CID of Adobe-GB1.
var gb1 = sync.OnceValue(func() []rune { return []rune(strings.ReplaceAll(gb1File, "\n", "")) })

// gb1CIDs are rune<<16 | CID in ascending order.
var gb1CIDs = sync.OnceValue(func() []uint64 {
	pairs := make([]uint64, 0, len(gb1()))
	for cid, r := range gb1() {
		if cid > 0 {
			pairs = append(pairs, uint64(r)<<16|uint64(cid))
		}
	}
	slices.Sort(pairs)
	return pairs
})

// gb1Rune is the character of a CID, 0 where there is none.
func gb1Rune(cid int) rune {
	if cid < 1 || cid >= len(gb1()) {
		return 0
	}
	return gb1()[cid]
}

// gb1CID is the first CID of a character; ok is false where it has none.
func gb1CID(r rune) (cid int, ok bool) {
	pairs := gb1CIDs()
	i, _ := slices.BinarySearch(pairs, uint64(r)<<16)
	if i < len(pairs) && rune(pairs[i]>>16) == r {
		return int(pairs[i] & 0xFFFF), true
	}
	return 0, false
}
