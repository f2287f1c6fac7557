// An independent verifier of an exported log: Go's checksum database code reads what Java wrote.
//
// It opens the checkpoint with sumdb/note. With sumdb/tlog it hashes every entry of every bundle and
// compares it with the tiles, recomputes the root and every tile from the entries, and proves from
// the tiles that each older checkpoint is a prefix. Ours is the reading of bundles and the mapping
// of paths: Go's tiles are tile/8/L/N, those of C2SP tile/L/N.
package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	width  = 1 << height
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: verify DIR VKEY [OLDER-CHECKPOINT...]")
		os.Exit(2)
	}
	if err := verify(directory(os.Args[1]), os.Args[2], os.Args[3:]); err != nil {
		fmt.Println("NOT VERIFIED:", err)
		os.Exit(1)
	}
}

func verify(dir directory, vkey string, older []string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	tree, err := open(filepath.Join(string(dir), "checkpoint"), verifier)
	if err != nil {
		return err
	}
	if tree.N == 0 {
		return errors.New("an empty log has no tiles to verify")
	}
	hashes := tlog.TileHashReader(tree, dir)
	var own stored
	for first := int64(0); first < tree.N; first += width {
		if err := own.addBundle(dir, hashes, first, min(width, tree.N-first)); err != nil {
			return err
		}
	}
	if err := own.checkTree(dir, tree); err != nil {
		return err
	}
	fmt.Printf("verified: %d entries and all tiles give the signed root %s\n", tree.N, tree.Hash)
	for _, file := range older {
		if err := checkOlder(file, verifier, tree, hashes); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

// open reads a signed checkpoint: origin, size and root, a line each.
func open(path string, verifier note.Verifier) (tlog.Tree, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return tlog.Tree{}, err
	}
	signed, err := note.Open(file, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, fmt.Errorf("no checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// stored is what tlog keeps of a tree that it builds: here from the entries alone.
type stored []tlog.Hash

func (own stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, index := range indexes {
		hashes = append(hashes, own[index])
	}
	return hashes, nil
}

// addBundle hashes the entries from first on and compares them with the tiles.
func (own *stored) addBundle(dir directory, tiles tlog.HashReader, first, count int64) error {
	path := c2sp("entries", tlog.Tile{H: height, N: first / width, W: int(count)})
	bundle, err := os.ReadFile(filepath.Join(string(dir), path))
	if err != nil {
		return err
	}
	var indexes []int64
	for i := int64(0); i < count; i++ {
		indexes = append(indexes, tlog.StoredHashIndex(0, first+i))
	}
	leaves, err := tiles.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i, leaf := range leaves {
		index := first + int64(i)
		if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
			return fmt.Errorf("%s ends at entry %d", path, index)
		}
		end := 2 + int(binary.BigEndian.Uint16(bundle))
		hash := tlog.RecordHash(bundle[2:end])
		if hash != leaf {
			return fmt.Errorf("entry %d is not the one in the tiles", index)
		}
		more, err := tlog.StoredHashesForRecordHash(index, hash, own)
		if err != nil {
			return err
		}
		*own = append(*own, more...)
		bundle = bundle[end:]
	}
	if len(bundle) > 0 {
		return fmt.Errorf("%s goes on after its %d entries", path, count)
	}
	return nil
}

// checkTree compares the root and every tile. It does not lean on TileHashReader's own proof of the
// tiles: that of golang.org/x/mod 0.7.0 was seen to let a changed tile of level 0 pass.
func (own stored) checkTree(dir directory, tree tlog.Tree) error {
	root, err := tlog.TreeHash(tree.N, own)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the entries do not give the root of the checkpoint")
	}
	for _, tile := range tlog.NewTiles(height, 0, tree.N) {
		if last := tree.N >> (height * tile.L) % width; tile.W < width && int64(tile.W) < last {
			continue // a width that the log had once, on its way to this size
		}
		right, err := tlog.ReadTileData(tile, own)
		if err != nil {
			return err
		}
		kept, err := dir.ReadTiles([]tlog.Tile{tile})
		if err != nil {
			return err
		}
		if !bytes.Equal(right, kept[0]) {
			return fmt.Errorf("%s is not that of the entries", c2sp(strconv.Itoa(tile.L), tile))
		}
	}
	return nil
}

func checkOlder(file string, verifier note.Verifier, tree tlog.Tree, hashes tlog.HashReader) error {
	old, err := open(file, verifier)
	if err != nil {
		return err
	}
	if old.N < 1 || old.N > tree.N {
		return fmt.Errorf("a tree of size %d has no proof from size %d", tree.N, old.N)
	}
	proof, err := tlog.ProveTree(tree.N, old.N, hashes)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		return err
	}
	fmt.Printf("verified: the checkpoint of size %d is a prefix\n", old.N)
	return nil
}

// directory is an exported log, as a tlog.TileReader.
type directory string

func (directory) Height() int { return height }

func (directory) SaveTiles([]tlog.Tile, [][]byte) {}

func (dir directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := c2sp(strconv.Itoa(tile.L), tile)
		data, err := os.ReadFile(filepath.Join(string(dir), path))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", path, len(data))
		}
		all = append(all, data)
	}
	return all, nil
}

// c2sp is the path of a tile under the name of its level.
func c2sp(level string, tile tlog.Tile) string {
	own := fmt.Sprintf("tile/%d/%d/", tile.H, tile.L)
	return "tile/" + level + "/" + strings.TrimPrefix(tile.Path(), own)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
