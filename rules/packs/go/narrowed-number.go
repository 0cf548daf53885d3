//go:build ignore

package fixture

import "strconv"

func narrowedNumber(text string) (int32, uint16, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, 0, err
	}
	// ruleid: go.narrowed-number
	count := int32(n)
	// ruleid: go.narrowed-number
	port := uint16(n)
	return count, port, nil
}

func narrowedNumberNearMiss(text string) (int32, uint16, error) {
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return 0, 0, err
	}
	// ok: go.narrowed-number
	count := int32(n)
	port, err := strconv.Atoi(text)
	if err != nil || port < 0 || port > 65535 {
		return 0, 0, err
	}
	// ok: go.narrowed-number
	return count, uint16(port), nil
}
