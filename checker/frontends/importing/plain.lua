-- Plain Markdown of what a word processor holds: no sizes, no styles; a form of two columns becomes sections.
local MOST_WORDS = 8

local function is_form(simple)
  if #simple.widths ~= 2 then return false end
  local is_long = false
  for _, row in ipairs(simple.rows) do
    local _, words = pandoc.utils.stringify(row[1]):gsub('%S+', '')
    if words == 0 or words > MOST_WORDS or #row[1] > 1 then return false end
    if #row[2] > 1 or (row[2][1] and row[2][1].t ~= 'Plain' and row[2][1].t ~= 'Para') then is_long = true end
  end
  return is_long
end

local function has_merged_cells(tbl)
  local merged = false
  local function look(rows)
    for _, row in ipairs(rows) do
      for _, cell in ipairs(row.cells) do
        if cell.col_span > 1 or cell.row_span > 1 then merged = true end
      end
    end
  end
  look(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do look(body.body) end
  return merged
end

function Table(tbl)
  if has_merged_cells(tbl) then return nil end
  local simple = pandoc.utils.to_simple_table(tbl)
  local rows = simple.rows
  local head = simple.header
  if head and #head == 2 and #pandoc.utils.stringify(head[1]) > 0 then table.insert(rows, 1, head) end
  simple.rows = rows
  if not is_form(simple) then return nil end
  local blocks = {}
  for _, row in ipairs(rows) do
    table.insert(blocks, pandoc.Header(2, pandoc.utils.blocks_to_inlines(row[1])))
    for _, block in ipairs(row[2]) do table.insert(blocks, block) end
  end
  return blocks
end

function Image(image)
  image.attr = pandoc.Attr()
  image.title = ''
  return image
end

function Header(header)
  header.attr = pandoc.Attr()
  return header
end

function Span(span) return span.content end
function Div(div) return div.content end
function Underline(under) return under.content end
function SmallCaps(caps) return caps.content end
