package main

import (
	"errors"
	"syscall"
)

// rootCause is what the system said, without the operation and the path that a
// message names already.
func rootCause(err error) error {
	var number syscall.Errno
	if errors.As(err, &number) {
		return number
	}
	return err
}
