package kql

import (
	"encoding/xml"
	"io"
	"strings"
)

// xmlText is the name of text in an element.
const xmlText = "#text"

// maxXML is the length from which parse_xml refuses a text.
const maxXML = 1 << 20

// xmlNode is what an element holds, in order: attributes as @name, text as #text, and elements.
type xmlNode struct {
	names []string
	texts []string   // by name: attribute or text
	nodes []*xmlNode // by name: element, or nil
}

func (n *xmlNode) add(name, text string, node *xmlNode) {
	n.names, n.texts, n.nodes = append(n.names, name), append(n.texts, text), append(n.nodes, node)
}

// parseXML reads a document of one element, which becomes the only member of the root. Comments, declarations and
// instructions are passed over.
func parseXML(text string) (root *xmlNode, ok bool) {
	if len(text) > maxXML {
		return nil, false
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	root = &xmlNode{}
	open := []*xmlNode{root}
	var names []string
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return root, len(names) == 0 && len(root.names) == 1
		}
		if err != nil {
			return nil, false
		}
		node := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if len(names) == 0 && len(root.names) == 1 || len(names) == 250 {
				return nil, false
			}
			child := &xmlNode{}
			for _, a := range token.Attr {
				child.add("@"+xmlName(a.Name), a.Value, nil)
			}
			node.add(xmlName(token.Name), "", child)
			open, names = append(open, child), append(names, xmlName(token.Name))
		case xml.EndElement:
			if len(names) == 0 || names[len(names)-1] != xmlName(token.Name) {
				return nil, false
			}
			open, names = open[:len(open)-1], names[:len(names)-1]
		case xml.CharData:
			text := strings.TrimSpace(string(token))
			switch {
			case text == "" || text == "\ufeff" && len(names) == 0:
			case len(names) == 0:
				return nil, false
			default:
				node.add(xmlText, text, nil)
			}
		}
	}
}

func xmlName(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}
