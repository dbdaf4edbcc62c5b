package narrative

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestOne(t *testing.T) {
	for _, s := range read(strings.ReplaceAll(os.Getenv("T"), `\n`, "\n\n")) {
		fmt.Println(s)
	}
}
