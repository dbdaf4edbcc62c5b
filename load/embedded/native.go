package embedded

import (
	"encoding/binary"
	"fmt"
	"strings"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

// hello is the block that answers clickhouse-go's first statement. It is
// encoded as clickhouse-go reads it, at its own protocol version, and says
// revision 0: from then on clickhouse-go takes blocks without block info,
// which is what chDB's Native format gives.
func (e *Engine) hello() ([]byte, error) {
	block := proto.NewBlock()
	block.ServerContext = &column.ServerContext{}
	for _, c := range []struct{ name, kind string }{
		{"displayName()", "String"}, {"version()", "String"}, {"revision()", "UInt32"}, {"timezone()", "String"},
	} {
		if err := block.AddColumn(c.name, column.Type(c.kind)); err != nil {
			return nil, fmt.Errorf("hello: %w", err)
		}
	}
	if err := block.Append("embedded", e.version, uint32(0), e.timezone); err != nil {
		return nil, fmt.Errorf("hello: %w", err)
	}
	var buffer chproto.Buffer
	if err := block.Encode(&buffer, clickhouse.ClientTCPProtocolVersion); err != nil {
		return nil, fmt.Errorf("hello: %w", err)
	}
	return buffer.Buf, nil
}

// emptyBlock is the header of a result without rows: a server sends one, chDB
// sends nothing, and people want to see the columns. nil when the columns
// cannot be told, for instance because the statement names its own format.
func (s *session) emptyBlock(r *request) []byte {
	statement := strings.TrimRight(strings.TrimSpace(r.sql), "; \n\t")
	// The line break ends a comment on the statement's last line.
	data, err := s.query("DESCRIBE TABLE ("+statement+"\n) SETTINGS describe_compact_output = 1", "RowBinary", r.params)
	if err != nil {
		return nil
	}
	var columns [][]byte
	for len(data) > 0 {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > uint64(len(data)-size) {
			return nil
		}
		// As in a block: length and bytes, name then type.
		columns = append(columns, data[:size+int(n)])
		data = data[size+int(n):]
	}
	block := binary.AppendUvarint(nil, uint64(len(columns)/2))
	block = binary.AppendUvarint(block, 0)
	for _, c := range columns {
		block = append(block, c...)
	}
	return block
}
